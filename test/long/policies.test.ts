import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Page} from 'puppeteer-core';
import {seededRandom} from '../../src/core/random.js';
import type {PredictiveRegion} from '../../src/index.js';
import type {PredictiveInspector} from '../../src/inspector/index.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {madeUpSamples} from '../learning/samples.js';
import {handPath} from '../support/approaches.js';
import {complaintsOf, PackageSite, type SitePage} from './package-site.js';
import {visitedAfter, waitFor} from '../pages/preload-site.js';

const styles: SitePage = {
  type: 'text/css',
  body: `body {margin: 0; font: 16px sans-serif}
    .row {position: absolute; top: 420px; left: 60px; display: flex; gap: 100px}
    .row > * {display: block; width: 160px; height: 60px}
    .family {position: absolute; top: 20px; left: 20px}`,
};

/** Every kind of use of the demo on one page. */
const everything = (
  attributes = '',
): string => `<predictive-region name="all" targets=".row a, .row button" hints="described" ${attributes}>
  <div class="family">
    <predictive-button-group label="Views"><predictive-toggle-button>List</predictive-toggle-button>
      <predictive-toggle-button pressed>Grid</predictive-toggle-button></predictive-button-group>
    <predictive-menu-button label="Share"><predictive-menu-item>Mail</predictive-menu-item>
      <predictive-menu-item>Link</predictive-menu-item></predictive-menu-button>
    <predictive-split-button label="Save"><predictive-menu-item>Save as</predictive-menu-item></predictive-split-button>
    <predictive-link-card href="/card"><h3>Card</h3></predictive-link-card>
    <predictive-nav label="Pages"><a href="/one">One</a><a href="/two">Two</a></predictive-nav>
    <predictive-button variant="brand">Own</predictive-button>
  </div>
  <div class="row"><a id="first" href="/first">First</a><button id="second">Second</button>
    <a id="third" href="/third" data-preload-action="prerender">Third</a></div>
</predictive-region>`;

const page = (head: string, body: string): SitePage => ({
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="/icon.png"><title>page</title>
    <link rel="stylesheet" href="/page.css">${head}<body>${body}`,
});

const kit = '<script type="module" src="/kit/predictive-buttons.js"></script>';
const inspector = '<script type="module" src="/kit/inspector.js"></script>';
const target = page('', '<h1>Another page</h1>');

const pages: Record<string, SitePage> = {
  '/all': page(
    kit + inspector,
    `${everything('preload="prefetch"')}<predictive-inspector></predictive-inspector>`,
  ),
  '/inspector-first': page(
    inspector + kit,
    `${everything('preload="prefetch"')}<predictive-inspector open></predictive-inspector>`,
  ),
  '/twice': page(
    `${kit}<script type="module" src="/kit/predictive-buttons.js?2"></script>${inspector}`,
    `${everything('preload="prefetch"')}<predictive-inspector open></predictive-inspector>`,
  ),
  '/no-preload': page(kit + inspector, `${everything()}<predictive-inspector></predictive-inspector>`),
  '/auto': page(
    '<script src="/kit/auto.js" async></script>',
    '<div class="row"><a id="first" href="/first">First</a></div>',
  ),
  '/page.css': styles,
  '/icon.png': {type: 'image/png', body: ''},
  ...Object.fromEntries(['/first', '/third', '/card', '/one', '/two'].map((path) => [path, target])),
};

/** The policies as docs/privacy.md gives them. */
const trusted = "require-trusted-types-for 'script'; trusted-types predictive-buttons";
const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self'";
const strictWithRules = strict.replace("script-src 'self'", "script-src 'self' 'inline-speculation-rules'");

let policy = '';
const site = new PackageSite({
  pages,
  headersOf: () => ({'content-security-policy': `${policy}; report-uri /report`}),
});

let opened: Page;
let complaints: () => Promise<string[]>;

const chromium = visitedAfter(() => site.start(), site);

beforeEach(async () => {
  site.reports.length = 0;
  site.requests.length = 0;
  opened = await chromium.browser.newPage();
  await opened.setViewport({width: 1200, height: 900});
  complaints = await complaintsOf(opened);
});

afterEach(() => opened.close());

/** Opens a page under a policy, when all its elements are defined. */
async function open(path: string, under: string): Promise<void> {
  policy = under;
  await opened.goto(site.origin + path);
  await opened.waitForFunction(() => document.querySelector(':not(:defined)') === null);
}

/** Moves like a hand from above to an element, and stays there. */
async function approach(selector: string): Promise<void> {
  const to = await opened.$eval(selector, (element): [number, number] => {
    const {x, y, width, height} = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  });
  let due = performance.now();
  for (const [x, y, ms = 0] of handPath({from: [700, 330], to, random: seededRandom(3)})) {
    due += ms;
    await delay(Math.max(0, due - performance.now()));
    await opened.mouse.move(x, y);
  }
}

function isRequested(path: string): boolean {
  return site.requests.some((request) => request.path === path);
}

/** Trains the region from a data set, and resolves to the backend and the verdict. */
function train(architecture: PredictiveRegion['architecture']): Promise<{backend: unknown; verdict: string}> {
  return opened.evaluate(
    async (dataset, wanted) => {
      const region = document.querySelector('predictive-region')!;
      region.architecture = wanted;
      await region.importDataset(new Blob([dataset]));
      let backend: unknown;
      region.addEventListener('predictive-train', (event) => {
        if (event.phase === 'end') ({backend} = event.backend as {backend: unknown});
      });
      const {verdict} = await region.train();
      await region.evaluate().catch(() => undefined);
      return {backend, verdict};
    },
    formatDataset(madeUpSamples({count: 60})),
    architecture,
  );
}

/** Exports the model in use, and loads it again. */
function roundTrip(): Promise<string> {
  return opened.evaluate(async () => {
    const region = document.querySelector('predictive-region')!;
    const {modelJson, weights} = await region.exportModel();
    return (await region.loadModel([modelJson, weights])).verdict;
  });
}

/** Opens every tab of the inspector, and returns the titles of the views that were shown. */
async function visitTabs(): Promise<string[]> {
  await opened.$eval('predictive-inspector', async (element: PredictiveInspector) => {
    element.open = true;
    await element.updateComplete;
  });
  await opened.waitForSelector('predictive-inspector >>> [role=tab]');
  const tabs = await opened.$$('predictive-inspector >>> [role=tab]');
  const shown: string[] = [];
  for (const tab of tabs) {
    await tab.evaluate((element) => (element as HTMLElement).click());
    await opened.waitForFunction((element) => element.ariaSelected === 'true', {}, tab);
    await approach('#second');
    shown.push(await tab.evaluate((element) => element.textContent.trim()));
  }
  return shown;
}

/** Waits until reports had the time to arrive: one that is made on purpose comes after them. */
async function assertNoViolations({except}: {except?: RegExp | undefined} = {}): Promise<void> {
  assert.deepEqual(
    (await complaints()).filter((complaint) => except?.test(complaint) !== true),
    [],
  );
  assert.deepEqual(site.reports, []);
  await opened.evaluate(() => {
    const image = new Image();
    image.src = 'http://127.0.0.1:1/last.png';
    // Both policies forbid one of them.
    document.body.append(image);
    try {
      document.body.innerHTML = '<p>last</p>';
    } catch {
      // Required.
    }
  });
  await waitFor(
    () => site.reports.some((report) => JSON.stringify(report).includes('last')),
    'the last report',
    20_000,
  );
  assert.deepEqual(
    site.reports.filter((report) => !JSON.stringify(report).includes('last')),
    [],
  );
}

/** Uses everything on a page with an inspector. */
async function useEverything({preloads}: {preloads: boolean}): Promise<void> {
  await approach('#first');
  await opened.waitForSelector('#first[data-predicted]');
  if (preloads) {
    await waitFor(() => isRequested('/first'), 'the link is prefetched', 20_000);
    await approach('#third');
    await waitFor(() => isRequested('/third'), 'the link is prerendered', 20_000);
  }
  for (const selector of ['#second', 'predictive-menu-button', 'predictive-menu-item', '#second']) {
    await opened.$eval(selector, (element) => (element as HTMLElement).click());
    await approach('#second');
  }
  assert.deepEqual(await visitTabs(), ['Live', 'Learn', 'Model', 'Score']);
}

describe('under Trusted Types', () => {
  for (const path of ['/all', '/inspector-first', '/twice'])
    it(`F83 ${path} predicts, preloads, trains, imports and inspects with one policy name and without violations`, async () => {
      await open(path, trusted);
      await useEverything({preloads: true});
      const {backend, verdict} = await train('scorer');
      assert.match(String(backend), /wasm|webgl|cpu/);
      assert.match(verdict, /taken|refused/);
      assert.match((await train('gru')).verdict, /taken|refused/);
      assert.equal(await roundTrip(), 'taken');
      await approach('#first');
      await visitTabs();
      // The second copy says that it is one.
      await assertNoViolations({except: path === '/twice' ? /elements were defined before/ : undefined});
    });

  it('F83 the classic script prefetches without violations', async () => {
    await open('/auto', trusted);
    await opened.waitForSelector('predictive-region');
    await approach('#first');
    await waitFor(() => isRequested('/first'), 'the link is prefetched', 20_000);
    await assertNoViolations();
  });

  it('F83 a policy without the kit’s name stops training with an error, and nothing else', async () => {
    await open('/no-preload', "require-trusted-types-for 'script'; trusted-types 'none'");
    const code = await train('scorer').then(
      () => 'trained',
      (error: unknown) => String(error),
    );
    assert.match(code, /refused to start the worker/);
    await approach('#first');
    await opened.waitForSelector('#first[data-predicted]');
  });

  it('F83 the policy lets no script, no active markup and no other worker through', async () => {
    await open('/all', trusted);
    await approach('#first');
    await waitFor(() => isRequested('/first'), 'the link is prefetched', 20_000);
    const refused = await opened.evaluate(() => {
      const {policy} = (
        window as unknown as Record<symbol, {policy: Record<string, (text: string) => unknown>}>
      )[Symbol.for('predictive-buttons.policy')]!;
      const tries: [string, string][] = [
        ['createScript', 'alert(1)'],
        ['createScript', '[alert(1)]'],
        ['createScript', '"alert(1)"'],
        ['createScript', '{"a": 1}; alert(1)'],
        ['createScript', '{alert(1)}'],
        ['createHTML', '<img src=x onerror="alert(1)">'],
        ['createHTML', '<svg/onload=alert(1)>'],
        ['createHTML', '<scr' + 'ipt src="//evil.test"></scr' + 'ipt>'],
        ['createHTML', '<a href="javascript:alert(1)">a</a>'],
        ['createHTML', '<iframe srcdoc="x"></iframe>'],
        ['createScriptURL', 'https://evil.test/kit/trainer.worker.js'],
        ['createScriptURL', `${location.origin}/uploads/worker.js`],
        ['createScriptURL', 'data:text/javascript,alert(1)'],
        ['createScriptURL', URL.createObjectURL(new Blob(['alert(1)']))],
      ];
      return tries.map(([method, text]) => {
        try {
          return `${method} ${String(policy[method]!(text))}`;
        } catch {
          return 'refused';
        }
      });
    });
    assert.deepEqual([...new Set(refused)], ['refused']);
  });
});

describe('under a strict Content Security Policy', () => {
  it('F69 trains, highlights, hints and inspects without violations', async () => {
    await open('/no-preload', strict);
    await useEverything({preloads: false});
    const {backend, verdict} = await train('scorer');
    // WebAssembly would need a directive of its own.
    assert.equal(backend, 'cpu');
    assert.match(verdict, /taken|refused/);
    assert.match((await train('simple-rnn')).verdict, /taken|refused/);
    assert.equal(await roundTrip(), 'taken');
    await visitTabs();
    await assertNoViolations();
  });

  it('F69 prefetches and prerenders without violations where speculation rules are allowed', async () => {
    await open('/all', `${strictWithRules}; ${trusted}`);
    await useEverything({preloads: true});
    await assertNoViolations();
  });

  it('F69 restores the style that the page has set, without violations', async () => {
    await open('/no-preload', strict);
    const styleOf = (): Promise<string | null> =>
      opened.$eval('#second', (element) => element.getAttribute('style'));
    await opened.$eval('#second', (element) => {
      (element as HTMLElement).style.color = 'red';
    });
    const before = await styleOf();
    await approach('#second');
    await opened.waitForSelector('#second[data-predicted]');
    assert.notEqual(await styleOf(), before);
    await opened.evaluate(() => dispatchEvent(new FocusEvent('blur')));
    await opened.waitForFunction(() => document.querySelector('[data-predicted]') === null);
    assert.equal(await styleOf(), before);
    await assertNoViolations();
  });

  it('F69 serves the auto script without violations', async () => {
    await open('/auto', strictWithRules);
    await opened.waitForSelector('predictive-region');
    await approach('#first');
    await waitFor(() => isRequested('/first'), 'the link is prefetched', 20_000);
    await assertNoViolations();
  });
});
