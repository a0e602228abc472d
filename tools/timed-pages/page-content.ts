import {liveMs} from '../scores/tally.js';

/**
 * The watchers of the buttons: none; the kit with its own buttons, with native ones, and with a network in
 * place of the shipped model; js.foresight, with native buttons registered.
 */
export const watchers = ['nothing', 'kit', 'kitNative', 'kitNetwork', 'foresight'] as const;
export type Watcher = (typeof watchers)[number];

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
  kitNetwork: `
    const region = document.querySelector('predictive-region');
    const loaded = new Promise((resolve) => region.addEventListener('predictive-model', resolve));
    await import('/predictive-buttons.js');
    await loaded;`,
  // js.foresight fires once per element, and then ignores it until it is reactivated, as in bench:stream.
  foresight: `
    import {ForesightManager} from '/foresight/foresight.js';
    for (const element of document.querySelectorAll('button'))
      ForesightManager.instance.register({element, callback() {}, reactivateAfter: ${liveMs}});`,
};

const regions: Partial<Record<Watcher, string>> = {
  kit: '',
  kitNative: 'targets="button"',
  kitNetwork: `model="${networkPath}"`,
};

export interface PageContent {
  watcher: Watcher;
  buttons: number;
  /** Further attributes of the region. */
  attributes?: string;
  /** Attributes of an inspector of the region. */
  inspector?: 'closed' | 'open';
}

/** A page with a grid of buttons, all in view. */
export function pageOf({watcher, buttons, attributes = '', inspector}: PageContent): string {
  const tag = watcher === 'kit' || watcher === 'kitNetwork' ? 'predictive-button' : 'button';
  const grid = Array.from({length: buttons}, (_, index) => `<${tag} id="b${index}">${index}</${tag}>`);
  const own = regions[watcher];
  const region = own === undefined ? 'div' : 'predictive-region';
  // As many columns as rows: cells with the proportions of the screen, and buttons with those of a button.
  const columns = Math.max(2, Math.round(Math.sqrt(buttons / 2)));
  return `<!doctype html><meta charset="utf-8"><title>${watcher}</title><style>
  body { margin: 0 }
  main { display: grid; box-sizing: border-box; height: 100vh; padding: ${gapPx}px; gap: ${gapPx}px;
    grid-template-columns: repeat(${columns}, 1fr); grid-auto-rows: 1fr; overflow: hidden }
  main > * { min-width: 0; min-height: 0; padding: 0; font-size: 8px; overflow: hidden;
    --predictive-button-padding: 0 }
</style><${region} ${own ?? ''} ${attributes}><main>${grid.join('')}</main></${region}>
${inspector === undefined ? '' : `<predictive-inspector dock="bottom" ${inspector}></predictive-inspector>`}
<script type="module">
  ${scripts[watcher]}
  ${inspector === undefined ? '' : "import '/inspector.js';"}
  // Waits for the modules that load on demand, and for the first frames.
  await new Promise((resolve) => setTimeout(resolve, 300));
  document.documentElement.dataset.ready = '';
</script>`;
}
