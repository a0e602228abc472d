import {liveMs} from '../scores/tally.js';

/**
 * What watches the buttons: nothing; the kit with its own buttons, with native ones, and with a network in
 * place of what it scores by as shipped; js.foresight, which native buttons are registered with.
 */
export const watchers = ['nothing', 'kit', 'kitNative', 'kitNetwork', 'foresight'] as const;
export type Watcher = (typeof watchers)[number];

/** Where the network is served that `kitNetwork` loads. */
export const networkPath = '/network/model.json';

/** Between buttons, CSS px. */
const gapPx = 4;

/** What each loads; `data-ready` is set after it. */
const scripts: Record<Watcher, string> = {
  // The browser then hands it every event, as it does where something is done with them.
  nothing: `addEventListener('pointermove', () => {}, {passive: true});`,
  kit: `import '/predictive-buttons.js';`,
  kitNative: `import '/predictive-buttons.js';`,
  kitNetwork: `
    const region = document.querySelector('predictive-region');
    const loaded = new Promise((resolve) => region.addEventListener('predictive-model', resolve));
    await import('/predictive-buttons.js');
    await loaded;`,
  // It fires once for an element, and then no longer looks at it: it is told to go on as in bench:stream.
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
  /** More attributes of the region. */
  attributes?: string;
  /** An inspector of the region. */
  inspector?: 'closed' | 'open';
}

/** A page with a grid of buttons, all in view. */
export function pageOf({watcher, buttons, attributes = '', inspector}: PageContent): string {
  const tag = watcher === 'kit' || watcher === 'kitNetwork' ? 'predictive-button' : 'button';
  const grid = Array.from({length: buttons}, (_, index) => `<${tag} id="b${index}">${index}</${tag}>`);
  const own = regions[watcher];
  const region = own === undefined ? 'div' : 'predictive-region';
  // As many columns as rows make cells of the shape of the screen, and buttons of that of a button.
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
  // What is loaded on demand, and the first frames.
  await new Promise((resolve) => setTimeout(resolve, 300));
  document.documentElement.dataset.ready = '';
</script>`;
}
