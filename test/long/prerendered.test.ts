// A page that the browser prerenders: nobody is there until it is shown.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PreloadSite, sessionOf, visited, waitFor} from '../pages/preload-site.js';

const style = `<style>predictive-button {position: fixed; top: 300px; width: 120px; height: 60px}
  #one {left: 60px} #two {left: 240px}</style>`;

/** What the page has noted of itself. */
interface Noted {
  wasPrerendering: boolean;
  /** Of what is stored, by name. */
  databases: string[];
  events: string[];
  lit: number;
  requests: string[];
}

// Before the kit: its listener is the first to hear that the page is shown.
const notes = `<script>
  const events = [];
  for (const type of ['predictive-change', 'predictive-sample', 'predictive-model', 'predictive-error', 'preload'])
    addEventListener(type, () => events.push(type), true);
  window.state = async () => ({
    wasPrerendering: document.prerendering,
    databases: (await indexedDB.databases()).map(({name}) => name),
    events: [...events],
    lit: document.querySelectorAll(':state(predicted), [data-predicted]').length,
    requests: performance.getEntriesByType('resource').map(({name}) => new URL(name).pathname)
      .filter((path) => !path.startsWith('/kit/')),
  });
  const tell = (what, value) => fetch('/told/' + what + '/' + encodeURIComponent(JSON.stringify(value ?? null)));
  document.addEventListener('prerenderingchange', async () => {
    // Noted at once; from here on the kit works.
    const lit = document.querySelectorAll(':state(predicted), [data-predicted]').length;
    await tell('before', {...window.rested, events: [...events], lit});
    const look = setInterval(() => {
      if (document.querySelector('#two:state(predicted)') === null) return;
      clearInterval(look);
      tell('predicted');
    }, 20);
    while ((await window.state()).databases.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    tell('stored');
  }, {once: true});
  // Long enough for the kit to load, for what it does when the page is idle, and for its habits.
  addEventListener('load', () => setTimeout(async () => {
    window.rested = await window.state();
    tell('rested');
  }, 3000));
</script>`;

const site = new PreloadSite((path) => {
  if (path === '/from')
    return {
      body: `<!doctype html><title>from</title><link rel="icon" href="data:,"><a href="/to" style="position: fixed; inset: 0">to</a>`,
    };
  if (path !== '/to') return {};
  return {
    body: `<!doctype html><title>to</title><link rel="icon" href="data:,">${style}${notes}
      <predictive-region id="region" persist="local" name="prerendered" hints preload="prefetch" model="/model.json">
        <predictive-button id="one" href="/next/one">one</predictive-button>
        <predictive-button id="two" href="/next/two">two</predictive-button></predictive-region>
      <script type="module">
        import '/kit/index.js';
        // Good orders of presses, so that habit would speak at once.
        region.seedOrders?.(Array.from({length: 20}, () => ['one', 'two']));
      </script>`,
  };
});

const chromium = visited(site);

/** What the page has told, if it has. */
function told(what: string): string | undefined {
  const prefix = `/told/${what}/`;
  const [seen] = site.seen(prefix);
  return seen && decodeURIComponent(seen.path.slice(prefix.length));
}

test('F40 a prerendered page predicts, stores and requests nothing until it is shown, and then works', async () => {
  const page = await chromium.browser.newPage();
  await page.setViewport({width: 600, height: 500});
  await page.goto(`${site.origin()}/from`);
  await page.evaluate(() => {
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    rules.textContent = JSON.stringify({prerender: [{urls: ['/to'], eagerness: 'immediate'}]});
    document.head.append(rules);
  });
  await waitFor(() => told('rested'), 'the page to rest while it is prerendered', 60_000);
  assert.deepEqual(
    site.requests.map(({path}) => path).filter((path) => !/^\/(kit|told)\//.test(path)),
    ['/from', '/to'],
  );
  const session = sessionOf(page);
  const at = {x: 300, y: 100, button: 'left', clickCount: 1} as const;
  await session.send('Input.dispatchMouseEvent', {type: 'mousePressed', ...at});
  // A page that replaces a prerendered one no longer responds.
  session.send('Input.dispatchMouseEvent', {type: 'mouseReleased', ...at}).catch(() => undefined);
  await waitFor(() => told('before'), 'the page to be shown', 20_000);
  const before = JSON.parse(told('before')!) as Noted;
  assert.deepEqual(before, {wasPrerendering: true, databases: [], events: [], lit: 0, requests: []});
  // Now it has a user.
  await waitFor(() => told('stored'), 'storage to be opened', 20_000);
  await waitFor(() => site.seen('/model.json').length === 1, 'the model that the page names', 20_000);
  await waitFor(
    async () => {
      for (let y = 40; y <= 270; y += 15) {
        for (const each of await chromium.browser.pages())
          if (each.url().endsWith('/to')) each.mouse.move(300, y).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 12));
      }
      return told('predicted');
    },
    'a prediction',
    20_000,
  );
});
