// A region that is moved to another document of the same origin works there: in a frame, a popup, and a
// picture-in-picture window. Each has a viewport, a clock, timers and classes of its own.
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Page} from 'puppeteer-core';
import {PreloadSite, sessionOf, visited, waitFor} from '../pages/preload-site.js';

const viewport = {width: 900, height: 700};

/** The page has been open so long before the region moves, ms: the other window's clock is that much behind. */
const openMs = 1500;

/** Middle of the link and of the button in the region, in the viewport of whatever window shows it. */
const link = [220, 60] as const;
const button = [220, 160] as const;

const region = `<predictive-region id="region" preload="prefetch" targets="a[href]" learn="off" habits="off" eagerness="eager">
<a id="link" href="/next/0" style="position:fixed;left:160px;top:40px;width:120px;height:40px;background:#eee">Next</a>
<predictive-button id="button" style="position:fixed;left:160px;top:140px;width:120px;height:40px">Go</predictive-button>
</predictive-region>`;

const page = (content: string): string => `<!doctype html><title>page</title><link rel="icon" href="data:,">
<style>body {margin: 0} iframe, #open {position: absolute; left: 300px; top: 250px; border: 0; width: 400px; height: 300px}</style>
${content}<script type="module" src="/kit/index.js"></script>`;

const site = new PreloadSite((path) => {
  if (path === '/from') return {body: page(`${region}<button id="open">Open</button>`)};
  if (path === '/with-frame') return {body: page(`${region}<iframe src="/empty"></iframe>`)};
  return {};
});
const chromium = visited(site);

/** Each approach of the link has an address of its own. */
let approaches = 0;

interface State {
  /** Ids of what is predicted. */
  predicted: string[];
  outline: string;
  uncaught: string[];
}

/** Moves as a hand does, slower towards the end. */
async function approach(at: Page, [x, y]: readonly [number, number], [left, top] = [0, 0]): Promise<void> {
  const steps = 30;
  const session = sessionOf(at);
  for (let i = 1; i <= steps; i++) {
    const share = 1 - (1 - i / steps) ** 3;
    await session.send('Input.dispatchMouseEvent', {
      type: 'mouseMoved',
      x: left + 20 + (x - 20) * share,
      y: top + 250 + (y - 250) * share,
    });
    await delay(16);
  }
}

async function open(path: string): Promise<Page> {
  const opened = await chromium.browser.newPage();
  await opened.setViewport(viewport);
  await opened.evaluateOnNewDocument(() => {
    Object.assign(window, {uncaught: []});
    addEventListener('error', ({message}) => Reflect.get(window, 'uncaught').push(message));
    addEventListener('unhandledrejection', ({reason}) =>
      Reflect.get(window, 'uncaught').push(String(reason)),
    );
    addEventListener('predictive-error', ({detail}: Event & {detail?: unknown}) =>
      Reflect.get(window, 'uncaught').push(String(detail)),
    );
  });
  await opened.goto(site.origin() + path);
  await opened.evaluate(() => customElements.whenDefined('predictive-button'));
  // The region outlives its documents; a handle finds it in whichever it is.
  await opened.evaluate(() => void Object.assign(window, {region: document.querySelector('#region')}));
  await delay(openMs);
  return opened;
}

function state(opener: Page): Promise<State> {
  return opened(opener, (root) => {
    const view = root.ownerDocument.defaultView!;
    return {
      predicted: [...root.querySelectorAll('[predicted], [data-predicted]')].map(({id}) => id),
      outline: view.getComputedStyle(root.querySelector('#link')!).outlineStyle,
      uncaught: Reflect.get(window, 'uncaught') as string[],
    };
  });
}

/** Evaluates with the region of a page. */
function opened<T>(opener: Page, use: (region: HTMLElement) => T): Promise<T> {
  return opener.evaluate(`(${use.toString()})(region)`) as Promise<T>;
}

/** Approaches the link, and then the button, where the region is now. */
async function assertWorks(opener: Page, at: Page, offset?: [number, number]): Promise<void> {
  const href = `/next/${++approaches}`;
  await opener.evaluate(
    (to) => Reflect.get(window, 'region').querySelector('#link').setAttribute('href', to),
    href,
  );
  await approach(at, link, offset);
  await waitFor(async () => (await state(opener)).predicted[0] === 'link', 'the link to be predicted');
  assert.equal((await state(opener)).outline, 'solid');
  await site.until(href);
  await approach(at, button, offset);
  await waitFor(async () => (await state(opener)).predicted[0] === 'button', 'the button to be predicted');
  assert.deepEqual((await state(opener)).uncaught, []);
}

/** Presses where the pointer is, and waits until the region's page has heard it. */
async function press(opener: Page, at: Page, [x, y]: readonly [number, number]): Promise<void> {
  await opened(opener, (root) =>
    root.addEventListener('click', ({target}) => Object.assign(window, {clicked: (target as Element).id}), {
      once: true,
    }),
  );
  const mouse = {x, y, button: 'left', clickCount: 1} as const;
  await sessionOf(at).send('Input.dispatchMouseEvent', {type: 'mousePressed', ...mouse});
  await delay(60);
  await sessionOf(at).send('Input.dispatchMouseEvent', {type: 'mouseReleased', ...mouse});
  await waitFor(() => opener.evaluate(() => Reflect.get(window, 'clicked') === 'button'), 'the click');
}

/** The other window that the page opens with the next press of its button. */
async function openedBy(opener: Page, act: () => Promise<void>): Promise<Page> {
  const known = await chromium.browser.pages();
  await opener.evaluate(
    (text) =>
      document.querySelector('#open')!.addEventListener('click', () => void eval(text)(), {once: true}),
    `(${act.toString()})`,
  );
  await opener.click('#open');
  let other: Page | undefined;
  await waitFor(async () => {
    other = (await chromium.browser.pages()).find((each) => !known.includes(each));
    return other !== undefined && (await opener.evaluate(() => Reflect.get(window, 'other') !== undefined));
  }, 'the other window');
  return other!;
}

describe('a region that is moved into another document', () => {
  test('predicts, highlights and preloads in a frame without a page, and back', async () => {
    const opener = await open('/from');
    await opened(opener, (root) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument!.body.append(root);
    });
    await assertWorks(opener, opener, [300, 250]);
    await press(opener, opener, [300 + button[0], 250 + button[1]]);
    await opened(opener, (root) => document.body.append(root));
    await assertWorks(opener, opener);
    await opener.close();
  });

  test('does so among the own elements of a frame of the same origin', async () => {
    const opener = await open('/with-frame');
    await opened(opener, (root) => {
      const inner = document.querySelector('iframe')!.contentDocument!;
      // Elements of the frame's own classes, in a shadow root of its own.
      const own = inner.createElement('div');
      own.innerHTML = root.innerHTML.replace(/<predictive-button[^]*/, '');
      root.querySelector('#link')!.remove();
      inner.body.append(own);
      root.append(own);
      own.append(root.querySelector('#button')!);
      const host = inner.body.appendChild(inner.createElement('div'));
      host.attachShadow({mode: 'open'}).append(root);
    });
    await assertWorks(opener, opener, [300, 250]);
    // The region is not told that the frame has gone.
    await opener.evaluate(() => document.querySelector('iframe')!.remove());
    await delay(500);
    await opened(opener, (root) => document.body.append(root));
    await assertWorks(opener, opener);
    await opener.close();
  });

  test('does so when it is moved before it has loaded what it predicts with', async () => {
    const opener = await open('/from');
    await opener.evaluate(() => {
      const before = document.querySelector('#region')!;
      // A clone has no session.
      const region = before.cloneNode(true) as HTMLElement;
      before.remove();
      region.setAttribute('disabled', '');
      document.body.append(region);
      const frame = document.body.appendChild(document.createElement('iframe'));
      region.removeAttribute('disabled');
      frame.contentDocument!.body.append(region);
      Object.assign(window, {region});
    });
    await assertWorks(opener, opener, [300, 250]);
    await opener.close();
  });

  test('does so in a popup', async () => {
    const opener = await open('/from');
    const popup = await openedBy(opener, async () => {
      const other = window.open('/empty', '', 'width=500,height=400')!;
      await new Promise((resolve) => other.addEventListener('load', resolve, {once: true}));
      other.document.body.append(document.querySelector('#region')!);
      Object.assign(window, {other});
    });
    await assertWorks(opener, popup);
    await press(opener, popup, button);
    await popup.close();
    await opener.close();
  });

  test('does so in a picture-in-picture window, and again in the page when that is closed', async () => {
    const opener = await open('/from');
    const pictured = await openedBy(opener, async () => {
      const pictures = Reflect.get(window, 'documentPictureInPicture') as {
        requestWindow: (size: object) => Promise<Window>;
      };
      const other = await pictures.requestWindow({width: 500, height: 400});
      const region = document.querySelector('#region')!;
      other.document.body.append(region);
      other.addEventListener('pagehide', () => document.body.append(region));
      // As while another tab is in front of the page: its picture-in-picture window stays visible.
      for (const [name, value] of [
        ['hidden', true],
        ['visibilityState', 'hidden'],
      ] as const)
        Object.defineProperty(document, name, {value, configurable: true});
      Object.assign(window, {other});
    });
    await assertWorks(opener, pictured);
    await press(opener, pictured, button);
    await opener.evaluate(() => {
      for (const name of ['hidden', 'visibilityState']) Reflect.deleteProperty(document, name);
      (Reflect.get(window, 'other') as Window).close();
    });
    await waitFor(() => opened(opener, (root) => root.ownerDocument === document), 'the region to be back');
    await assertWorks(opener, opener);
    await opener.close();
  });
});
