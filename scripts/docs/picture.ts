// `npm run picture`: films the three buttons of the demo while the mouse moves over them, and writes
// docs/images/demo.png, an animated PNG. The movement is real input in real time; only the arrow is
// drawn into the page, because a headless browser has none.
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import puppeteer, {type Mouse, type Page} from 'puppeteer-core';
import UPNG from 'upng-js';
import {startServer} from '../dev/start-server.js';
import {projectRoot} from '../project-root.js';
import {findBrowser} from '../test/find-browser.js';

const file = join(projectRoot, 'docs/images/demo.png');
const viewport = {width: 760, height: 440};

/** Frames closer together than this are left out, ms: 15 a second are enough to follow an arrow. */
const frameMs = 66;

/** Longest duration of a frame, ms, so that pauses in the film stay short. */
const longestMs = 1200;

/** Number of colours: the page has a few, and text and rounded corners need shades between them. */
const colours = 48;

interface Place {
  x: number;
  y: number;
}

/** A frame of the screencast: ms, and a PNG in base64. */
interface Frame {
  at: number;
  data: string;
}

const arrow = `<svg xmlns="http://www.w3.org/2000/svg" width="22" height="30" viewBox="0 0 22 30"><path
  d="M2 1v22l5.2-4.8 3.6 8.6 3.8-1.6-3.6-8.4H18z" fill="#111" stroke="#fff" stroke-width="1.6"/></svg>`;

/**
 * Runs in the page: scrolls to the three buttons, adds an arrow, and returns positions in CSS px of the
 * viewport.
 */
function prepare(arrowSvg: string): {buttons: Place[]; height: number} {
  const three = document.querySelector('.three')!;
  scrollTo({top: three.getBoundingClientRect().top + scrollY - 24, behavior: 'instant'});
  const image = document.createElement('div');
  image.innerHTML = arrowSvg;
  image.style.cssText =
    'position: fixed; inset: 0 auto auto 0; pointer-events: none; z-index: 9; line-height: 0';
  document.documentElement.append(image);
  addEventListener('pointermove', ({clientX, clientY}) => {
    image.style.translate = `${clientX}px ${clientY}px`;
  });
  const {bottom} = document.getElementById('lead')!.getBoundingClientRect();
  const buttons = [...three.querySelectorAll('predictive-button')].map((button) => {
    const {x, y, width, height} = button.getBoundingClientRect();
    return {x: x + width / 2, y: y + height / 2};
  });
  return {buttons, height: Math.ceil(bottom + 8)};
}

/** Records the screen as it is painted, until `stop()`. */
async function film(page: Page): Promise<{stop: () => Promise<Frame[]>}> {
  const client = await page.createCDPSession();
  const frames: Frame[] = [];
  client.on('Page.screencastFrame', ({data, metadata, sessionId}) => {
    frames.push({at: (metadata.timestamp ?? 0) * 1000, data});
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

/** Moves as a hand does: minimum jerk (Flash and Hogan 1985), slightly curved. */
async function move(mouse: Mouse, {from, to, ms}: {from: Place; to: Place; ms: number}): Promise<void> {
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

/** Below the middle button: first and last position of the film. */
const restingPlace = ({x, y}: Place): Place => ({x: x - 110, y: y + 150});

/** Moves to each button in turn and clicks it, then back to the start, so that the film can loop. */
async function play(mouse: Mouse, [one, two, three]: [Place, Place, Place]): Promise<void> {
  const start = restingPlace(two);
  await delay(700);
  let from = start;
  for (const [to, ms] of [
    [three, 800],
    [one, 900],
    [two, 650],
  ] as const) {
    await move(mouse, {from, to, ms});
    await delay(120);
    await mouse.click(to.x, to.y);
    await delay(900);
    from = to;
  }
  await move(mouse, {from, to: start, ms: 800});
  await delay(600);
}

/** The frames of the film, cropped to `height` rows, each with its duration in ms. */
function edit(frames: readonly Frame[], height: number) {
  const kept: {at: number; pixels: Buffer; width: number}[] = [];
  for (const {at, data} of frames) {
    const last = kept.at(-1);
    if (last !== undefined && at - last.at < frameMs) continue;
    const bytes = Buffer.from(data, 'base64');
    const image = UPNG.decode(Uint8Array.from(bytes).buffer);
    const pixels = Buffer.from(UPNG.toRGBA8(image)[0]!).subarray(0, image.width * height * 4);
    if (last === undefined || !pixels.equals(last.pixels)) kept.push({at, pixels, width: image.width});
  }
  const end = frames.at(-1)?.at ?? 0;
  return kept.map((frame, index) => ({
    ...frame,
    ms: Math.round(Math.min(longestMs, (kept[index + 1]?.at ?? end) - frame.at)),
  }));
}

const server = await startServer();
const browser = await puppeteer.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'],
  defaultViewport: viewport,
});
try {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'light'}]);
  await page.goto(`${server.origin}/demo/talk/`, {waitUntil: 'networkidle0'});
  const {buttons, height} = await page.evaluate(prepare, arrow);
  const {x, y} = restingPlace(buttons[1]!);
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
  await delay(300);
  const screen = await film(page);
  // The demo has three of them.
  await play(page.mouse, buttons as [Place, Place, Place]);
  const frames = edit(await screen.stop(), height);
  const {width} = frames[0]!;
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
