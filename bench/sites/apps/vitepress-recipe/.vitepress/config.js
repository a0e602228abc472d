import pages from '../pages.json';

export default {
  title: 'Pages',
  cleanUrls: true,
  router: {prefetchLinks: false},
  themeConfig: {
    sidebar: pages.slice(0, 12).map(({slug, title}) => ({text: title, link: `/p/${slug}`})),
  },
};
