// `npm run picture`: plays one press on the first screen of the demo, and draws it into docs/images/demo.png and
// demo-dark.png. The movement is real input in real time, and every figure is what the demo then shows. Each picture
// has two moments of that press: the buttons just before it, and the figures after it. The arrow and its trail are
// drawn where the pointer was when the button lit up, because a headless browser has none.
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Browser, Mouse, Page} from 'puppeteer-core';
import UPNG from 'upng-js';
import {launch} from '../../tools/chromium.js';
import {startServer} from '../dev/start-server.js';
import {projectRoot} from '../project-root.js';

const folder = join(projectRoot, 'docs/images');

/** Wide enough for two columns, and about as wide as a README is shown, CSS px. */
const viewport = {width: 920, height: 760, deviceScaleFactor: 2};

/** Number of colours: the page has a few, and text, corners and the shadow need shades between them. */
const colours = 96;

/** Largest file, bytes: pictures are the heaviest part of a README. */
const largestBytes = 150_000;

/** An unhurried hand: the movement, and the rest on the button before the press, ms. */
const movementMs = 950;
const dwellMs = 500;

/** On a busy machine an approach may be over before its page has come. */
const tries = 20;

/** Space around the buttons for the ring and its glow, and the way between two dots of the trail, CSS px. */
const around = 20;
const dotsPx = 9;

interface Place {
  x: number;
  y: number;
}

/** The pointer's places until the button lit up, and from there to the press. */
interface Way {
  before: Place[];
  after: Place[];
}

/** Moves as a hand does: minimum jerk (Flash and Hogan 1985), slightly curved. */
async function move(mouse: Mouse, {from, to}: {from: Place; to: Place}): Promise<void> {
  const bend = 0.08 * Math.hypot(to.x - from.x, to.y - from.y);
  const begun = performance.now();
  for (let share = 0; share < 1;) {
    share = Math.min(1, (performance.now() - begun) / movementMs);
    const way = share ** 3 * (10 - 15 * share + 6 * share ** 2);
    const aside = bend * Math.sin(Math.PI * way);
    await mouse.move(from.x + (to.x - from.x) * way - aside, from.y + (to.y - from.y) * way);
    await delay(8);
  }
}

/** Runs in the page: notes where the pointer is before and after a target becomes predicted. */
function watch(): void {
  const way: Way = {before: [], after: []};
  let isLit = false;
  document.getElementById('start')!.addEventListener('predictive-change', ({predicted}) => {
    isLit = predicted !== null;
    if (!isLit) way.before.push(...way.after.splice(0));
  });
  addEventListener('pointermove', ({clientX: x, clientY: y}) => {
    (isLit ? way.after : way.before).push({x, y});
  });
  Object.assign(window, {way});
}

/** Opens the demo, without its simulated hand and the button that starts it. */
async function open(browser: Browser, {origin, scheme}: {origin: string; scheme: string}): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([
    {name: 'prefers-color-scheme', value: scheme},
    {name: 'prefers-reduced-motion', value: 'reduce'},
  ]);
  await page.goto(`${origin}/demo/`, {waitUntil: 'networkidle0'});
  await page.addStyleTag({content: '#ghost-toggle, .masthead nav {visibility: hidden}'});
  return page;
}

/** Presses the second button; resolves to `undefined` if it was not lit on the way, and its page ready before the press. */
async function press(page: Page): Promise<{way: Way; ready: string} | undefined> {
  const button = (await page.$('#start predictive-button:nth-child(2)'))!;
  const stage = (await (await page.$('.stage'))!.boundingBox())!;
  const box = (await button.boundingBox())!;
  const from = {x: stage.x + stage.width - 24, y: stage.y + stage.height + 16};
  const to = {x: box.x + 0.66 * box.width, y: box.y + 0.6 * box.height};
  await page.mouse.move(from.x, from.y - 1);
  await page.evaluate(watch);
  await page.mouse.move(from.x, from.y);
  await delay(600);
  await move(page.mouse, {from, to});
  const way = await page.evaluate(() => (window as unknown as {way: Way}).way);
  const isReady = (): Promise<boolean> =>
    button.evaluate((element) => element.matches('[predicted]:state(preloaded)'));
  await delay(dwellMs);
  if (!(await isReady())) return undefined;
  const row = (await (await page.$('#start .row'))!.boundingBox())!;
  const clip = {
    x: row.x - around,
    y: row.y - around,
    width: row.width + 2 * around,
    height: row.height + 2 * around,
  };
  // A picture beyond the viewport would resize it, and the pointer would leave the page.
  const ready = await page.screenshot({clip, captureBeyondViewport: false, encoding: 'base64'});
  // After the screenshot, which a busy machine may take too late.
  const isStillReady = await isReady();
  await page.mouse.click(to.x, to.y);
  await page.waitForFunction(() =>
    document.getElementById('race-line')!.textContent.includes('less to wait'),
  );
  await page.mouse.move(4, viewport.height - 4);
  const isTold = (await page.$eval('#lead-text', (line) => line.textContent)).includes('lit up');
  // While it was still moving.
  const isEarly = way.after.length > 4;
  return isStillReady && isTold && isEarly ? {way, ready} : undefined;
}

/** A dotted trail. */
function dots(places: readonly Place[], opacity: number): string {
  const marked: Place[] = [];
  for (const place of places) {
    const last = marked.at(-1);
    if (last === undefined || Math.hypot(place.x - last.x, place.y - last.y) >= dotsPx) marked.push(place);
  }
  return marked.map(({x, y}) => `<circle cx="${x}" cy="${y}" r="1.75" opacity="${opacity}"/>`).join('');
}

/** The way to the press, with the arrow where the button lit up, as SVG over the viewport. */
function drawing({before, after}: Way): string {
  const {x, y} = after[0]!;
  return `<svg style="position: fixed; inset: 0; width: 100%; height: 100%; fill: var(--accent)">
    ${dots(before, 1)}${dots(after, 0.4)}
    <path transform="translate(${x} ${y}) scale(1.25)" d="M0 0v19l5-4.5 3.200 7 3-1.300-3.200-7h6.600z"
      style="fill: var(--text); stroke: var(--surface); stroke-width: 1.5"/></svg>`;
}

/** Runs in the page: lays the buttons before the press over those after it, and the way of the pointer over both. */
function compose({way, ready, around}: {way: string; ready: string; around: number}): {
  width: number;
  height: number;
} {
  const {x, y, width, right} = document.querySelector('#start .row')!.getBoundingClientRect();
  const {top} = document.querySelector('#start predictive-button:nth-child(2)')!.getBoundingClientRect();
  const place = `left: ${x - around}px; top: ${y - around}px; width: ${width + 2 * around}px`;
  // What the sign at the corner means, in the words of the state.
  const word = `left: ${right - 88}px; top: ${top - 10}px; font: 600 12px/1.5 system-ui; color: var(--predictive-success-text); background: var(--surface)`;
  document.body.insertAdjacentHTML(
    'beforeend',
    `<div style="padding: 0"><img src="data:image/png;base64,${ready}" style="position: fixed; ${place}">
    <span style="position: fixed; padding-inline: 4px; border-radius: 4px; ${word}">preloaded</span>${way}</div>`,
  );
  const race = document.querySelector('.race')!.getBoundingClientRect();
  return {width: innerWidth, height: Math.ceil(race.bottom + 24)};
}

/** Plays the press until it shows all of it, and writes the picture. */
async function draw(browser: Browser, {origin, scheme}: {origin: string; scheme: string}): Promise<void> {
  const name = scheme === 'dark' ? 'demo-dark.png' : 'demo.png';
  for (let count = 0; count < tries; count++) {
    const page = await open(browser, {origin, scheme});
    const pressed = await press(page);
    if (pressed === undefined) {
      await page.close();
      continue;
    }
    const {way, ready} = pressed;
    const size = await page.evaluate(compose, {way: drawing(way), ready, around});
    await page.waitForNetworkIdle();
    const screen = UPNG.decode(Uint8Array.from(await page.screenshot({clip: {x: 0, y: 0, ...size}})).buffer);
    const picture = UPNG.encode(UPNG.toRGBA8(screen), screen.width, screen.height, colours);
    if (picture.byteLength > largestBytes) throw new Error(`${name} has ${picture.byteLength} bytes.`);
    await writeFile(join(folder, name), Buffer.from(picture));
    const figures = await page.$eval('.ahead', (element) => element.textContent.trim().replace(/\s+/g, ' '));
    const kilobytes = Math.round(picture.byteLength / 1000);
    process.stdout.write(
      `docs/images/${name}: ${screen.width} × ${screen.height}, ${kilobytes} kB. ${figures}\n`,
    );
    await page.close();
    return;
  }
  throw new Error(`The page was not ready before the press in ${tries} tries: is this machine busy?`);
}

const server = await startServer();
const browser = await launch({args: ['--hide-scrollbars']});
try {
  await mkdir(folder, {recursive: true});
  for (const scheme of ['light', 'dark']) await draw(browser, {origin: server.origin, scheme});
} finally {
  await browser.close();
  await server.stop();
}
