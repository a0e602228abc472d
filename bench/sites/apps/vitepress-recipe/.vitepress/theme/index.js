import DefaultTheme from 'vitepress/theme';
import {h} from 'vue';
import {loadPredictedPages} from './predicted-pages.js';

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      'layout-bottom': () => h('predictive-region', {scope: 'body', targets: 'a[href]'}),
    }),
  enhanceApp() {
    if (import.meta.env.SSR || window.withoutKit) return;
    void import('predictive-buttons');
    loadPredictedPages();
  },
};
