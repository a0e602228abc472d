import puppeteer, {type Browser} from 'puppeteer-core';
import {findBrowser} from '../scripts/test/find-browser.js';
import {UsageError} from './arguments.js';

/** Starts an installed Chromium or Chrome, with more arguments if there are any; with `userDataDir`, one that keeps its storage there. */
export function launch({
  userDataDir,
  args = [],
}: {userDataDir?: string; args?: readonly string[]} = {}): Promise<Browser> {
  return puppeteer.launch({
    ...(userDataDir !== undefined && {userDataDir}),
    executablePath: findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--no-first-run',
      ...args,
    ],
  });
}

function findChromium(): string {
  try {
    return findBrowser();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
