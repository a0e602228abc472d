import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {launch} from '../../tools/chromium.js';

/** Size of the picture in the README, CSS px. */
const size = {width: 760, height: 600};

/** Two pixels per CSS px, for high-density screens. */
const scale = 2;

/** Number of colours: enough for a few hues, and their shades against the background. */
const colours = 32;

/** The package has no types. */
const png = createRequire(import.meta.url)('upng-js') as {
  decode(bytes: ArrayBufferLike): {width: number; height: number};
  toRGBA8(image: object): ArrayBuffer[];
  encode(frames: ArrayBuffer[], width: number, height: number, colours: number): ArrayBuffer;
};

/** Takes a picture of the first chart of a report, in light colours, and returns its size in bytes. */
export async function takePicture(html: string, file: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
  const page = join(folder, 'report.html');
  writeFileSync(page, html);
  try {
    const picture = withFewColours(await photograph(pathToFileURL(page).href));
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, picture);
    return picture.byteLength;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

async function photograph(url: string): Promise<Uint8Array> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.setViewport({...size, deviceScaleFactor: scale});
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'light'}]);
    await page.goto(url);
    await page.evaluate(() => {
      document.documentElement.classList.add('picture');
      document.querySelector('.card')!.classList.add('pictured');
    });
    await page.waitForFunction(() => {
      const {width, height} = document.querySelector('.pictured .plot')!.getBoundingClientRect();
      const drawn = document.querySelector('.pictured .uplot')?.getBoundingClientRect();
      return drawn !== undefined && Math.abs(drawn.width - width) < 1 && Math.abs(drawn.height - height) < 1;
    });
    // After two frames, the new layout has been painted.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    return await page.screenshot();
  } finally {
    await browser.close();
  }
}

function withFewColours(bytes: Uint8Array): Uint8Array {
  const image = png.decode(bytes.slice().buffer);
  return new Uint8Array(png.encode(png.toRGBA8(image), image.width, image.height, colours));
}
