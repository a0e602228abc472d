import {liveMs} from '../scores/tally.js';

/**
 * The watchers of the targets: none; the kit with its own buttons, with native ones, with native ones on which it
 * writes nothing, and with a network in place of the shipped model; js.foresight, with native ones registered.
 */
export const watchers = ['nothing', 'kit', 'kitNative', 'kitQuiet', 'kitNetwork', 'foresight'] as const;
export type Watcher = (typeof watchers)[number];

/** The pages: a grid of buttons, all in view; a long list of links; a long table with a link in each row. */
export const pages = ['buttons', 'links', 'grid'] as const;
export type PageKind = (typeof pages)[number];

/** Path of the network that `kitNetwork` loads. */
export const networkPath = '/network/model.json';

/** Gap between buttons, CSS px. */
const gapPx = 4;

/** The script of each page; it sets `data-ready` at its end. */
const scripts: Record<Watcher, string> = {
  // With a listener, the browser dispatches every event, as on a page that uses them.
  nothing: `addEventListener('pointermove', () => {}, {passive: true});`,
  kit: `import '/predictive-buttons.js';`,
  kitNative: `import '/predictive-buttons.js';`,
  kitQuiet: `import '/predictive-buttons.js';`,
  kitNetwork: `
    const region = document.querySelector('predictive-region');
    const loaded = new Promise((resolve) => region.addEventListener('predictive-model', resolve));
    await import('/predictive-buttons.js');
    await loaded;`,
  // js.foresight fires once per element, and then ignores it until it is reactivated, as in bench:stream.
  foresight: `
    import {ForesightManager} from '/foresight/foresight.js';
    for (const element of document.querySelectorAll('button, main a'))
      ForesightManager.instance.register({element, callback() {}, reactivateAfter: ${liveMs}});`,
};

const regions: Partial<Record<Watcher, string>> = {
  kit: '',
  kitNative: 'targets="button, a"',
  kitQuiet: 'targets="button, a" highlight="none"',
  kitNetwork: `model="${networkPath}"`,
};

export interface PageContent {
  watcher: Watcher;
  /** Number of targets. */
  buttons: number;
  page?: PageKind;
  /** Further attributes of the region. */
  attributes?: string;
  /** Attributes of an inspector of the region. */
  inspector?: 'closed' | 'open';
}

/** The styles and the content of a page. */
function contentOf({watcher, buttons, page}: Required<Pick<PageContent, 'watcher' | 'buttons' | 'page'>>): {
  styles: string;
  content: string;
} {
  const each = (write: (index: number) => string): string =>
    Array.from({length: buttons}, (_, i) => write(i)).join('');
  const isOwn = watcher === 'kit' || watcher === 'kitNetwork';
  if (page === 'buttons') {
    const tag = isOwn ? 'predictive-button' : 'button';
    // As many columns as rows: cells with the proportions of the screen, and buttons with those of a button.
    const columns = Math.max(2, Math.round(Math.sqrt(buttons / 2)));
    return {
      styles: `main { display: grid; box-sizing: border-box; height: 100vh; padding: ${gapPx}px; gap: ${gapPx}px;
    grid-template-columns: repeat(${columns}, 1fr); grid-auto-rows: 1fr; overflow: hidden }
  main > * { min-width: 0; min-height: 0; padding: 0; font-size: 8px; overflow: hidden;
    --predictive-button-padding: 0 }`,
      content: each((index) => `<${tag} id="b${index}">${index}</${tag}>`),
    };
  }
  const link = (index: number): string =>
    isOwn
      ? `<predictive-button href="#${index}">Link ${index}</predictive-button>`
      : `<a href="#${index}">Link ${index}</a>`;
  if (page === 'links')
    return {
      styles: 'main { columns: 3; font: 16px/24px sans-serif }',
      content: each((index) => `<p>A line of text with a ${link(index)} in it.</p>`),
    };
  return {
    styles: 'table { width: 100%; font: 14px/28px sans-serif }',
    content: `<table>${each((index) => `<tr><td>${index}</td><td>${link(index)}</td><td>Text</td><td>${index * 7}</td></tr>`)}</table>`,
  };
}

/** A page with this many targets. */
export function pageOf({
  watcher,
  buttons,
  page = 'buttons',
  attributes = '',
  inspector,
}: PageContent): string {
  const {styles, content} = contentOf({watcher, buttons, page});
  const own = regions[watcher];
  const region = own === undefined ? 'div' : 'predictive-region';
  return `<!doctype html><meta charset="utf-8"><title>${watcher}</title><style>
  body { margin: 0 }
  ${styles}
</style><${region} ${own ?? ''} ${attributes}><main>${content}</main></${region}>
${inspector === undefined ? '' : `<predictive-inspector dock="bottom" ${inspector}></predictive-inspector>`}
<script type="module">
  ${scripts[watcher]}
  ${inspector === undefined ? '' : "import '/inspector.js';"}
  // Waits for the modules that load on demand, and for the first frames.
  await new Promise((resolve) => setTimeout(resolve, 300));
  document.documentElement.dataset.ready = '';
</script>`;
}
