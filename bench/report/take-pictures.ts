import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Page} from 'puppeteer-core';
import {launch} from '../../tools/chromium.js';

/** Width of a picture, CSS px: about as wide as the documentation is shown. */
const width = 760;

/** The figures with a picture: the name of its file, the class of the figure, and its height, CSS px. */
const pictured = [
  {name: 'lead', figure: '.lead-figure', height: 600},
  {name: 'saved', figure: '.saved-figure', height: 440},
  {name: 'reliability', figure: '.calibration-figure', height: 520},
  {name: 'learning', figure: '.learning-figure', height: 440},
] as const;

const schemes = ['light', 'dark'] as const;

interface Shot {
  /** The first of these elements is taken. */
  figure: string;
  height: number;
  scheme: (typeof schemes)[number];
}

/** Two pixels per CSS px, for high-density screens. */
const scale = 2;

/** Number of colours: enough for a few hues, and their shades against the background. */
const colours = 24;

/** The package has no types. */
const png = createRequire(import.meta.url)('upng-js') as {
  decode(bytes: ArrayBufferLike): {width: number; height: number};
  toRGBA8(image: object): ArrayBuffer[];
  encode(frames: ArrayBuffer[], width: number, height: number, colours: number): ArrayBuffer;
};

/** Takes a picture of the first chart of a report, in light colours, and returns its size in bytes. */
export async function takePicture(html: string, file: string): Promise<number> {
  return withReport(html, async (page) =>
    write(file, (await photograph(page, {figure: '.card', height: pictured[0].height, scheme: 'light'}))!),
  );
}

/** Takes a picture of the first figure of each kind in a report, in light and in dark colours. */
export async function takePictures(html: string, folder: string): Promise<{file: string; bytes: number}[]> {
  return withReport(html, async (page) => {
    const taken: {file: string; bytes: number}[] = [];
    for (const {name, figure, height} of pictured)
      for (const scheme of schemes) {
        const picture = await photograph(page, {figure, height, scheme});
        if (picture === undefined) continue;
        const file = join(folder, scheme === 'dark' ? `${name}-dark.png` : `${name}.png`);
        taken.push({file, bytes: write(file, picture)});
      }
    return taken;
  });
}

function write(file: string, picture: Uint8Array): number {
  const small = withFewColours(picture);
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, small);
  return small.byteLength;
}

/** Opens a report from a temporary file. */
async function withReport<Value>(html: string, use: (page: Page) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  try {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(() => document.documentElement.classList.add('picture'));
      return await use(page);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** `undefined` if the report has no such figure. */
async function photograph(page: Page, {figure, height, scheme}: Shot): Promise<Uint8Array | undefined> {
  await page.setViewport({width, height, deviceScaleFactor: scale});
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
  const isThere = await page.evaluate((selector) => {
    document.querySelector('.pictured')?.classList.remove('pictured');
    const first = document.querySelector(selector);
    first?.classList.add('pictured');
    return first !== null;
  }, figure);
  if (!isThere) return undefined;
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.pictured .plot')].every((plot) => {
      const box = plot.getBoundingClientRect();
      const drawn = plot.querySelector('.uplot')?.getBoundingClientRect();
      return (
        drawn !== undefined &&
        Math.abs(drawn.width - box.width) < 1 &&
        Math.abs(drawn.height - box.height) < 1
      );
    }),
  );
  // After two frames, the new layout has been painted.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return page.screenshot();
}

function withFewColours(bytes: Uint8Array): Uint8Array {
  const image = png.decode(bytes.slice().buffer);
  return new Uint8Array(png.encode(png.toRGBA8(image), image.width, image.height, colours));
}
