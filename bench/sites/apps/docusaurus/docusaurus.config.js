export default {
  title: 'Pages',
  url: 'https://pages.test',
  baseUrl: '/',
  clientModules: ['./src/predicted-links.js'],
  presets: [
    [
      'classic',
      {
        docs: {
          routeBasePath: '/',
          sidebarPath: './sidebars.js',
        },
        blog: false,
        sitemap: false,
      },
    ],
  ],
  themeConfig: {navbar: {title: 'Pages'}},
};
