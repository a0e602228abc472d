import pages from '../../../../pages.json';

export function load({params}) {
  return pages.find(({slug}) => slug === params.slug);
}
