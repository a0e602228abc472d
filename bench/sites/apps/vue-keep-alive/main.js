import {createApp, h, KeepAlive, ref} from 'vue';
import pages from './pages.json';

/** Links in a region, which `<KeepAlive>` takes out of the page and puts back. */
const view = (name, some) => ({
  name,
  setup: () => () =>
    h('predictive-region', {class: 'sidebar', targets: 'a[href]', preload: 'prefetch'}, [
      ...some.map(({slug, title}) =>
        h('a', {href: `/p/${slug}`, style: 'display: block; padding: 6px'}, title),
      ),
    ]),
});
const views = [view('first', pages.slice(0, 12)), view('second', pages.slice(12))];
const shown = ref(0);

createApp({
  setup: () => () => [
    h('button', {id: 'toggle', onClick: () => (shown.value = 1 - shown.value)}, 'Others'),
    h(KeepAlive, () => h(views[shown.value])),
  ],
}).mount('#app');
if (!window.withoutKit) void import('predictive-buttons');
