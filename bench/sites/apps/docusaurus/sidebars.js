import pages from './pages.json';

export default {pages: pages.slice(0, 12).map(({slug}) => `p/${slug}`)};
