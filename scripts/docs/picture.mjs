// `npm run picture`: films the three buttons of the demo while the mouse moves over them, and writes
// docs/images/demo.png, an animated PNG. The movement is real input in real time; only the arrow is
// drawn into the page, because a browser without a window has none.
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {startDevServer} from '@web/dev-server';
import puppeteer from 'puppeteer-core';
import UPNG from 'upng-js';
import {findBrowser} from '../test/find-browser.mjs';
import {middleware, plugins} from '../dev/dev-server-plugins.mjs';
import {projectRoot} from '../build/tensorflow-bundle.mjs';

const file = join(projectRoot, 'docs/images/demo.png');
const viewport = {width: 760, height: 440};

/** Frames closer together than this are left out, ms: 15 a second are enough to follow an arrow. */
const frameMs = 66;

/** Longest that one picture stands, ms: the film lingers where nothing happens, but not for long. */
const longestMs = 1200;

/** Colours of the picture: the page has a few, text and rounded corners need the shades between them. */
const colours = 48;

const arrow = `<svg xmlns="http://www.w3.org/2000/svg" width="22" height="30" viewBox="0 0 22 30"><path
  d="M2 1v22l5.2-4.8 3.6 8.6 3.8-1.6-3.6-8.4H18z" fill="#111" stroke="#fff" stroke-width="1.6"/></svg>`;

async function serve() {
  const server = await startDevServer({
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
    logStartMessage: false,
    config: {
      rootDir: projectRoot,
      hostname: 'localhost',
      port: 0,
      nodeResolve: {exportConditions: ['production', 'default']},
      middleware,
      plugins: plugins(),
    },
  });
  return {server, origin: `http://localhost:${server.server.address().port}`};
}

/* global addEventListener, document, scrollTo, scrollY -- `prepare` runs in the page. */
/** Scrolls to the three buttons, adds an arrow, and says where things are, in CSS px of the viewport. */
function prepare(arrowSvg) {
  const three = document.querySelector('.three');
  scrollTo({top: three.getBoundingClientRect().top + scrollY - 24, behavior: 'instant'});
  const image = document.createElement('div');
  image.innerHTML = arrowSvg;
  image.style = 'position: fixed; inset: 0 auto auto 0; pointer-events: none; z-index: 9; line-height: 0';
  document.documentElement.append(image);
  addEventListener('pointermove', ({clientX, clientY}) => {
    image.style.translate = `${clientX}px ${clientY}px`;
  });
  const {bottom} = document.getElementById('lead').getBoundingClientRect();
  const buttons = [...three.querySelectorAll('predictive-button')].map((button) => {
    const {x, y, width, height} = button.getBoundingClientRect();
    return {x: x + width / 2, y: y + height / 2};
  });
  return {buttons, height: Math.ceil(bottom + 8)};
}

/** The screen as it is painted, until `stop()`: `{at, data}`, ms and a PNG in base64. */
async function film(page) {
  const client = await page.createCDPSession();
  const frames = [];
  client.on('Page.screencastFrame', ({data, metadata, sessionId}) => {
    frames.push({at: metadata.timestamp * 1000, data});
    client.send('Page.screencastFrameAck', {sessionId}).catch(() => {});
  });
  await client.send('Page.startScreencast', {format: 'png', everyNthFrame: 1});
  return {
    async stop() {
      await client.send('Page.stopScreencast');
      return frames;
    },
  };
}

/** A hand's way from one place to another: as smooth as can be (minimum jerk), a little bent. */
async function move(mouse, from, to, ms) {
  const bend = 0.06 * Math.hypot(to.x - from.x, to.y - from.y);
  const begun = performance.now();
  for (let share = 0; share < 1;) {
    share = Math.min(1, (performance.now() - begun) / ms);
    const way = share ** 3 * (10 - 15 * share + 6 * share ** 2);
    const aside = bend * Math.sin(Math.PI * way);
    await mouse.move(from.x + (to.x - from.x) * way, from.y + (to.y - from.y) * way - aside);
    await delay(8);
  }
}

/** Below the middle button, where the film begins and ends. */
const restingPlace = ({x, y}) => ({x: x - 110, y: y + 150});

/** To each button in turn and a click, then back to where it began, so that the film can run in a circle. */
async function play(mouse, [one, two, three]) {
  const start = restingPlace(two);
  await delay(700);
  let from = start;
  for (const [to, ms] of [
    [three, 800],
    [one, 900],
    [two, 650],
  ]) {
    await move(mouse, from, to, ms);
    await delay(120);
    await mouse.click(to.x, to.y);
    await delay(900);
    from = to;
  }
  await move(mouse, from, start, 800);
  await delay(600);
}

/** The frames that are kept, cropped to `height` rows, each with the time that it stands, ms. */
function edit(frames, height) {
  const kept = [];
  for (const {at, data} of frames) {
    const last = kept.at(-1);
    if (last !== undefined && at - last.at < frameMs) continue;
    const bytes = Buffer.from(data, 'base64');
    const image = UPNG.decode(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const pixels = Buffer.from(UPNG.toRGBA8(image)[0]).subarray(0, image.width * height * 4);
    if (last === undefined || !pixels.equals(last.pixels)) kept.push({at, pixels, width: image.width});
  }
  const end = frames.at(-1).at;
  return kept.map((frame, index) => ({
    ...frame,
    ms: Math.round(Math.min(longestMs, (kept[index + 1]?.at ?? end) - frame.at)),
  }));
}

const {server, origin} = await serve();
const browser = await puppeteer.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'],
  defaultViewport: viewport,
});
try {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'light'}]);
  await page.goto(`${origin}/demo/`, {waitUntil: 'networkidle0'});
  const {buttons, height} = await page.evaluate(prepare, arrow);
  const {x, y} = restingPlace(buttons[1]);
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
  await delay(300);
  const screen = await film(page);
  await play(page.mouse, buttons);
  const frames = edit(await screen.stop(), height);
  const {width} = frames[0];
  const picture = UPNG.encode(
    frames.map(({pixels}) => Uint8Array.from(pixels).buffer),
    width,
    height,
    colours,
    frames.map(({ms}) => ms),
  );
  await mkdir(join(projectRoot, 'docs/images'), {recursive: true});
  await writeFile(file, Buffer.from(picture));
  const kilobytes = Math.round(picture.byteLength / 1000);
  process.stdout.write(
    `docs/images/demo.png: ${frames.length} frames, ${width} × ${height}, ${kilobytes} kB\n`,
  );
} finally {
  await browser.close();
  await server.stop();
}
