import type {Page} from 'puppeteer-core';
import UPNG from 'upng-js';

export type Colour = [red: number, green: number, blue: number];

/** The colours of `width` pixels in a row, from a point to the right. */
export async function pixels(
  page: Page,
  {x, y, width}: {x: number; y: number; width: number},
): Promise<Colour[]> {
  const image = UPNG.decode(Uint8Array.from(await page.screenshot({clip: {x, y, width, height: 1}})).buffer);
  const bytes = new Uint8Array(UPNG.toRGBA8(image)[0]!);
  return Array.from({length: width}, (_, index) => [...bytes.slice(4 * index, 4 * index + 3)] as Colour);
}

/** Has a page match these media features. */
export async function emulate(page: Page, features: Record<string, string>): Promise<void> {
  const client = await page.createCDPSession();
  await client.send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({name, value})),
  });
}
