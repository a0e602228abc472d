import pages from '../pages.json';

export default {
  title: 'Pages',
  cleanUrls: true,
  head: [['script', {src: '/predictive-buttons/auto.js', async: ''}]],
  themeConfig: {
    sidebar: pages.slice(0, 12).map(({slug, title}) => ({text: title, link: `/p/${slug}`})),
  },
};
