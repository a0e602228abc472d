import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import type {PredictiveRegion} from '../../src/index.js';
import type {} from '../../src/inspector/index.js';
import {firstRetryMs} from '../../src/core/back-off.js';
import {features} from '../../src/region/features.js';
import {approach, frames, places} from '../support/regions.js';
import {faultyUrl} from '../support/commands.js';

type Inside = Window & typeof globalThis & {errors: string[]; codes: string[]};

/** The region's attributes and the action that cause a module to load. */
interface Need {
  attributes?: Record<string, string>;
  act?: (region: PredictiveRegion, inside: Inside) => unknown;
  /** What else is on the page. */
  markup?: string;
  /** Whether buttons are predicted without the module. */
  predicts?: boolean;
  /** Whether the caller gets a rejection instead of an event. */
  rejects?: boolean;
}

/** The module, relative to `src/`, that a row of the table loads. */
function moduleOf(load: () => unknown): string {
  const [, name] = /import\(\s*['"]\.\/([\w-]+)\.[jt]s['"]/.exec(String(load)) ?? [];
  if (name === undefined) throw new Error(`The table loads something unknown: ${String(load)}`);
  return `region/${name}`;
}

/** What causes each feature of the table to load. */
const needs: Record<string, Need> = {
  marks: {predicts: false},
  learning: {},
  habits: {attributes: {hints: ''}},
  preload: {attributes: {preload: 'prefetch'}},
  keyboard: {act: () => sendKeys({press: 'Tab'})},
  touch: {},
  observation: {act: (region) => region.observe(() => {})},
  assist: {attributes: {assist: 'expand'}},
};

/** The modules loaded on demand besides the features. */
const others: Record<string, Need> = {
  'region/session': {predicts: false},
  'region/native-targets': {attributes: {targets: 'a'}},
  'region/area-target': {
    attributes: {targets: 'area', scope: ':root'},
    markup: '<map name="map"><area href="#there" alt="There"></map>',
  },
  'region/outside': {attributes: {scope: 'main'}},
  'region/read-page': {
    // The finger that comes down once the touch feature has loaded.
    act: (_, inside) =>
      waitUntil(
        () => {
          inside.dispatchEvent(new PointerEvent('pointerdown', {pointerType: 'touch'}));
          return inside.codes.length > 0;
        },
        'a finger loads it',
        {timeout: 10_000},
      ),
  },
  'scorecard/scorecard': {},
  'prediction/heuristic': {attributes: {model: 'none'}},
  'preload/preload-steps': {attributes: {preload: 'prefetch'}},
  'preload/page-rules': {
    attributes: {preload: 'prefetch'},
    markup: '<script type="speculationrules">{"prefetch": [{"urls": ["/elsewhere"]}]}</script>',
  },
  // Browsers ignore rules in frames.
  'preload/request-without-rules': {attributes: {preload: 'prefetch'}},
  'preload/document-use': {attributes: {preload: 'prefetch'}},
  'learning/open-learner': {act: (region) => region.train(), rejects: true},
  'storage/session-records': {
    attributes: {persist: 'session', name: 'without'},
    act: (region) => region.exportDataset(),
  },
  'storage/indexeddb-records': {
    attributes: {persist: 'local', name: 'without'},
    act: (region) => region.exportDataset(),
  },
  'button-group': {markup: '<predictive-button-group><button>A</button></predictive-button-group>'},
  'link-card': {markup: '<predictive-link-card></predictive-link-card>'},
  // prettier-ignore
  'menu': {markup: '<predictive-menu></predictive-menu>'},
  'menu-button': {markup: '<predictive-menu-button>Menu</predictive-menu-button>'},
  // prettier-ignore
  'nav': {markup: '<predictive-nav></predictive-nav>'},
  'split-button': {markup: '<predictive-split-button>Split</predictive-split-button>'},
  'toggle-button': {markup: '<predictive-toggle-button>Toggle</predictive-toggle-button>'},
  'model-files/model-file': {act: (region) => region.exportModel(), rejects: true},
};

const modules: [module: string, need: Need][] = [
  ...features.flatMap((row): [string, Need][] => {
    if (!('load' in row)) return [];
    const need = needs[row.name];
    if (need === undefined) throw new Error(`What makes ${row.name} needed is not known here.`);
    return [[moduleOf(row.load), need]];
  }),
  ...Object.entries(others),
];

/** Creates a separate page in which the request for a module fails: an import map redirects it. */
async function pageWithout(
  name: string,
  attributes: Record<string, string>,
  {markup = ''}: {markup?: string} = {},
): Promise<Inside> {
  const paths = [`/src/${name}.ts`];
  const imports = Object.fromEntries(
    paths.map((path) => [`${location.origin}${path}`, faultyUrl('404', path)]),
  );
  const said = Object.entries(attributes)
    .map(([attribute, value]) => `${attribute}="${value}"`)
    .join(' ');
  const frame = await fixture<HTMLIFrameElement>(html`
    <iframe
      style="position: fixed; inset: 0; width: 800px; height: 600px; border: 0"
      srcdoc=${`<!doctype html>
        <script>
          errors = [];
          codes = [];
          addEventListener('error', (event) => errors.push(event.message));
          addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
          addEventListener('click', (event) => event.preventDefault());
          addEventListener('predictive-error', ({error}) => codes.push(error.code), true);
          Object.defineProperty(navigator, 'maxTouchPoints', {value: 1, configurable: true});
        </script>
        <script type="importmap">${JSON.stringify({imports})}</script>
        <script type="module" src="/src/index.ts"></script>
        <predictive-region ${said}>
          <predictive-button id="two" href="/package.json" style="position: fixed; left: 300px; top: 400px; width: 120px; height: 80px">Two</predictive-button>
          <a href="/LICENSE" style="position: fixed; left: 500px; top: 400px; width: 120px; height: 80px">Three</a>
        </predictive-region>
        ${markup}`}
    ></iframe>
  `);
  // The frame's page declares these globals.
  const inside = frame.contentWindow as unknown as Inside;
  await waitUntil(() => inside.customElements?.get('predictive-button'), 'the kit is loaded', {
    timeout: 10_000,
  });
  return inside;
}

describe('a module that cannot be loaded', function () {
  this.timeout(30_000);

  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  for (const [module, {attributes = {}, act, markup = '', predicts = true, rejects = false}] of modules)
    it(`F13 ${module}: reports once, buttons work, and no error reaches the page`, async () => {
      const inside = await pageWithout(module, attributes, {markup});
      const begun = performance.now();
      const region = inside.document.querySelector('predictive-region')!;
      const two = inside.document.querySelector('predictive-button')!;
      inside.focus();
      let rejection: unknown;
      await (async () => act?.(region, inside))().catch((error: unknown) => (rejection = error));
      await approach(places.two);
      if (predicts) await waitUntil(() => two.predicted, 'the button is predicted', {timeout: 10_000});
      if (rejects) expect((rejection as {code: string}).code).to.equal('chunk-unavailable');
      else {
        await waitUntil(() => inside.codes.length > 0, 'the error is told', {timeout: 10_000});
        expect(rejection).to.equal(undefined);
      }
      let clicks = 0;
      two.addEventListener('click', () => clicks++);
      await sendMouse({type: 'click', position: [...places.two]});
      await frames();
      expect(clicks).to.equal(1);
      expect([...new Set(inside.codes)]).to.deep.equal(rejects ? [] : ['chunk-unavailable']);
      // On a slow machine the part may be asked for again.
      const attempts = 1 + Math.floor((performance.now() - begun) / firstRetryMs);
      expect(inside.codes.length).to.be.at.most(attempts);
      expect(inside.errors).to.be.empty;
    });

  it('F13 inspector/inspector-panel: reports once, the inspector stays closed, and no error reaches the page', async () => {
    const inside = await pageWithout(
      'inspector/inspector-panel',
      {},
      {
        markup: `<script type="module" src="/src/inspector/index.ts"></script><predictive-inspector open></predictive-inspector>`,
      },
    );
    await waitUntil(() => inside.codes.length > 0, 'the error is told', {timeout: 10_000});
    await frames();
    expect(inside.document.querySelector('predictive-inspector')!.open).to.be.false;
    expect(inside.codes).to.deep.equal(['chunk-unavailable']);
    expect(inside.errors).to.be.empty;
  });
});
