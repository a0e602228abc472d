import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Browser, CDPSession, Page} from 'puppeteer-core';
import {launch} from '../../tools/chromium.js';
import {seededRandom} from '../../src/core/random.js';
import {preloadLimits} from '../../src/preload/budget.js';
import {unsafeUrls} from '../preload/url-lists.js';
import {looksUnsafe} from '../../src/preload/unsafe-words.js';
import {bundleParts, PreloadSite, sessionOf, waitFor} from '../pages/preload-site.js';

const movements = 100_000;
/** Each page has its own budget: several pages give unsafe links many chances. */
const pages = 10;
/** Number of movements that are sent before the first is answered. */
const together = 50;
/** The server's times for the pages with the links, and for the slowest pages behind them. */
const pageMs = 600;
const slowMs = 1500;
const viewport = {width: 1000, height: 700};

/** Links that must not be requested; `{n}` is the number of the page, `{other}` another origin. */
const unsafe = [
  '/{n}/logout',
  '/{n}/account/sign-out',
  '/{n}/cart/add/7',
  '/{n}/add-to-basket',
  '/{n}/posts/7/delete',
  '/{n}/unsubscribe/7',
  '/{n}/confirm',
  '/{n}/auth/magic/abc',
  '/{n}/lang/de',
  '/{n}/%6Cogout',
  '{other}/{n}/page',
  'javascript:void fetch("/{n}/javascript")',
  'mailto:someone@shop.test',
  '/{n}/manual.pdf',
  '/{n}/search?q=shoes',
  '/page/{n}#here',
];

/** With more links, too few of the safe ones would be reached for the limits to show. */
const mostMore = 300;

/**
 * More of them that the rules refuse, a part on each page, by their path only: ours, or those of the file in
 * `UNSAFE_URLS`, JSON of `{unsafe: [path, …]}`.
 */
const more = (
  process.env.UNSAFE_URLS === undefined
    ? unsafeUrls
    : (JSON.parse(readFileSync(process.env.UNSAFE_URLS, 'utf8')) as {unsafe: string[]}).unsafe
)
  .filter((path) => looksUnsafe(new URL(`/site-0${path}`, 'https://shop.test')))
  // As many as the pages have room for, from the whole list.
  .filter((_, i, all) => i % Math.ceil(all.length / mostMore) === 0);

/** Markup that must prevent requests for a URL that is safe by itself. */
const unsafeMarkup = [
  '<a href="/{n}/never/download" download>download</a>',
  '<a href="/{n}/never/blank" target="_blank">other window</a>',
  '<a href="/{n}/never/nofollow" rel="nofollow">nofollow</a>',
  '<a href="/{n}/never/opted-out" data-no-preload>opted out</a>',
  '<span data-no-preload><a href="/{n}/never/around">opted out</a></span>',
  '<a href="/{n}/never/method" data-method="delete">method</a>',
  '<predictive-button href="/{n}/never/button" rel="nofollow">button</predictive-button>',
  '<predictive-button href="/{n}/logout/button">button</predictive-button>',
  '<predictive-button type="submit" form="form" formaction="/{n}/never/form">submit</predictive-button>',
];

/** At low cost, so that some are prerendered, too. */
const safe = Array.from({length: 24}, (_, i) =>
  i % 6 === 0
    ? `<predictive-button href="/{n}/safe/${i}" cost="0.3">page ${i}</predictive-button>`
    : `<a href="/{n}/safe/${i}${i % 4 === 0 ? '/slow' : ''}" data-cost="0.3">page ${i}</a>`,
);

function pageOf(n: string, other: string): string {
  const onThisPage = more.filter((_, i) => i % pages === Number(n)).map((path) => `/site-{n}${path}`);
  const links = [...unsafe, ...onThisPage].map((href) => `<a href='${href}'>${href}</a>`);
  const cells = [...links, ...unsafeMarkup, ...safe];
  // Each page has another order.
  const random = seededRandom(Number(n) + 1);
  const shuffled = cells.map((cell) => ({cell, at: random()})).sort((a, b) => a.at - b.at);
  const action = Number(n) % 2 === 0 ? 'prefetch' : 'prerender';
  return `<!doctype html><meta charset="utf-8"><title>${n}</title><link rel="icon" href="data:,">
<style>
  body {margin: 0}
  predictive-region > div {display: grid; grid-template-columns: repeat(9, 1fr); gap: 10px; padding: 10px}
  predictive-region > div > * {display: block; height: 58px; overflow: hidden; background: #eee}
  a {display: block; height: 100%}
</style>
<form id="form" action="/{n}/never/action"></form>
<predictive-region preload="${action}" eagerness="eager" targets="a[href]" learn="off"><div>
${shuffled.map(({cell}) => cell).join('\n')}
</div></predictive-region>
<script>
  window.wanted = [];
  addEventListener('preload', ({target}) => wanted.push(target.getAttribute('href') ?? 'submit'));
</script>
<script type="module" src="/kit/index.js"></script>`
    .replaceAll('{n}', n)
    .replaceAll('{other}', other);
}

const other = new PreloadSite(() => ({}));
const site = new PreloadSite((path) => {
  const [, n] = /^\/page\/(\d+)$/.exec(path) ?? [];
  if (n !== undefined) return {body: pageOf(n, other.origin('localhost')), delayMs: pageMs};
  return {delayMs: path.endsWith('/slow') ? slowMs : 40};
});
let browser: Browser;

before(async () => {
  await other.start();
  await site.start({parts: await bundleParts({index: 'src/index.ts'})});
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
  other.stop();
});

/** Moves to one random place after another like a hand, only faster, and rests on some. */
async function sweep(session: CDPSession, count: number, random: () => number): Promise<void> {
  let from = {x: 0, y: 0};
  let sent = 0;
  while (sent < count) {
    const to = {x: Math.round(random() * viewport.width), y: Math.round(random() * viewport.height)};
    const steps = Math.min(count - sent, 20 + Math.floor(random() * 180));
    const points = Array.from({length: steps}, (_, i) => {
      // Slower towards the end, as in pointing.
      const share = 1 - (1 - (i + 1) / steps) ** 3;
      return {x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share};
    });
    for (let i = 0; i < steps; i += together)
      await Promise.all(
        points
          .slice(i, i + together)
          .map((point) => session.send('Input.dispatchMouseEvent', {type: 'mouseMoved', ...point})),
      );
    sent += steps;
    from = to;
    if (random() < 0.15) await delay(120);
  }
}

async function open(n: number): Promise<{page: Page; session: CDPSession}> {
  const page = await browser.newPage();
  await page.setViewport(viewport);
  await page.goto(`${site.origin()}/page/${n}`);
  await page.evaluate(() => customElements.whenDefined('predictive-region'));
  return {page, session: sessionOf(page)};
}

test(
  `F65 ${movements} movements over all kinds of links ask for nothing that is unsafe, and for no more than the budget`,
  {timeout: 600_000},
  async (context) => {
    const random = seededRandom(4);
    const wanted = new Set<string>();
    const rendered = new Set<string>();
    for (let n = 0; n < pages; n++) {
      const {page, session} = await open(n);
      session.on('Preload.prerenderStatusUpdated', ({key: {url}, status}) => {
        if (status === 'Running') rendered.add(url);
      });
      await session.send('Preload.enable');
      await sweep(session, movements / pages, random);
      const hrefs = await page.evaluate(() => (window as unknown as {wanted: string[]}).wanted);
      for (const href of hrefs) wanted.add(href.replace(`/${n}`, '/{n}'));
      // When a page is closed, Chromium ends a prefetch before its prerender, which then makes its own request.
      await page.evaluate(() =>
        document.querySelector('predictive-region')!.toggleAttribute('disabled', true),
      );
      await delay(300);
      await waitFor(() => site.requests.every(({endedAt}) => endedAt !== undefined), 'all to be answered');
      await page.close();
    }

    const ofPages = site.requests.filter(({path}) => !path.startsWith('/page/'));
    const paths = ofPages.map(({path}) => path);
    context.diagnostic(
      `${paths.length} requests on ${pages} pages, ${rendered.size} rendered, ${wanted.size} of ${unsafe.length + more.length + unsafeMarkup.length + safe.length} links predicted`,
    );
    // The URLs that would have been requested without a reason against it.
    for (const href of unsafe)
      assert.ok(
        wanted.has(href.replace('{other}', other.origin('localhost'))),
        `${href} was never predicted`,
      );
    const predicted = [...wanted].filter((href) => href.startsWith('/site-')).length;
    // The faster the machine, the fewer ticks a movement has: half of them on a quiet one.
    assert.ok(predicted > more.length * 0.4, `${predicted} of ${more.length} more were predicted`);
    // Except opted-out links, which get no event; two have other addresses.
    const isOptedOut = (markup: string): boolean => markup.includes('data-no-preload');
    assert.equal(
      [...wanted].filter((href) => href.includes('/never/')).length,
      unsafeMarkup.filter((markup) => !isOptedOut(markup)).length - 2,
    );
    assert.ok(wanted.has('submit'), 'the submit button was never predicted');

    assert.deepEqual(
      paths.filter((path) => !/^\/\d\/safe\/\d+(\/slow)?$/.test(path)),
      [],
    );
    assert.deepEqual(
      other.requests.map(({path}) => path),
      [],
    );
    const isRepeated = (path: string): boolean => paths.indexOf(path) !== paths.lastIndexOf(path);
    assert.deepEqual(
      ofPages
        .filter(({path}) => isRepeated(path))
        .map(({path, headers, beganAt, endedAt = NaN, wasAborted}) =>
          [
            path,
            headers['sec-purpose'],
            wasAborted ? 'aborted' : 'answered',
            ...[beganAt, endedAt].map((at) => at.toFixed()),
          ].join(' '),
        ),
      [],
    );
    assert.ok(ofPages.every(({method}) => method === 'GET'));
    assert.ok(Math.max(...ofPages.map(({atOnce}) => atOnce)) <= preloadLimits.atOnce);
    for (let n = 0; n < pages; n++) {
      const {length} = site.seen(`/${n}/`);
      assert.ok(length >= 3 && length <= preloadLimits.requestsPerMinute, `${length} requests on page ${n}`);
    }
    assert.ok(rendered.size > 0);
    // Some requests for slow pages overlapped, so the limit took effect.
    assert.ok(
      ofPages.some(({atOnce}) => atOnce === preloadLimits.atOnce),
      'no requests overlapped',
    );
  },
);
