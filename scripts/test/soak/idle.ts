import type {Browser} from 'puppeteer-core';
import type {PageWatch} from '../../../test/support/watch-page.js';
import {openPage} from './open-page.js';

export interface IdleResult {
  /** Time without input, min, by the page's own clock. */
  minutes: number;
  /** What the kit scheduled while the pointer moved before. */
  scheduledBefore: number;
  /** Timers, frames, idle callbacks and messages of the kit in that time. */
  scheduled: number;
  /** Those still due at the end. */
  outstanding: number;
}

/** The window of a watched page. */
interface Watched {
  watched: PageWatch;
}

/** The kit's own pauses take up to 5 s, and the machine may be busy. */
const restLimitMs = 60_000;

/**
 * Lets a page with three regions rest after a movement, and then lets its clock run on by `minutes`, as fast as its
 * timers allow; counts what the kit schedules.
 */
export async function idle(browser: Browser, url: string, {minutes}: {minutes: number}): Promise<IdleResult> {
  const {page, context} = await openPage(browser, `${url}watched`);
  await page.evaluate(() => {
    for (let i = 0; i < 3; i++) {
      const region = document.createElement('predictive-region');
      for (const key of ['one', 'two', 'three']) {
        const button = document.createElement('predictive-button');
        button.textContent = key;
        region.append(button);
      }
      document.body.append(region);
    }
  });
  for (let step = 0; step <= 30; step++) await page.mouse.move(300 - step * 4, 10 + step * 11);
  await page.mouse.click(180, 340);
  // Longer than any pause of the kit, so that nothing is under way.
  await page.waitForFunction(
    () => {
      const {watched, quietSince} = window as unknown as Watched & {quietSince?: number};
      const isQuiet = watched.outstanding().length === 0;
      Object.assign(window, {quietSince: isQuiet ? (quietSince ?? performance.now()) : undefined});
      return isQuiet && performance.now() - (quietSince ?? Infinity) > 5000;
    },
    {timeout: restLimitMs, polling: 200},
  );
  const scheduledBefore = await page.evaluate(
    () => (window as unknown as Watched).watched.scheduled.splice(0).length,
  );
  const session = await page.createCDPSession();
  const before = await page.evaluate(() => performance.now());
  const over = new Promise((resolve) => session.once('Emulation.virtualTimeBudgetExpired', resolve));
  await session.send('Emulation.setVirtualTimePolicy', {policy: 'advance', budget: minutes * 60_000});
  await over;
  const [after, scheduled, outstanding] = await page.evaluate(() => {
    const {watched} = window as unknown as Watched;
    return [performance.now(), watched.scheduled.length, watched.outstanding().length] as const;
  });
  await context.close();
  return {minutes: (after - before) / 60_000, scheduledBefore, scheduled, outstanding};
}
