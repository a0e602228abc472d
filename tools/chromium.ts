import puppeteer, {type Browser} from 'puppeteer-core';
import {findBrowser} from '../scripts/test/find-browser.js';
import {UsageError} from './arguments.js';

/**
 * Starts an installed Chromium or Chrome, with more arguments if there are any; with `userDataDir`, one that keeps its
 * storage there. `answerTimeoutMs` is how long a page may take to answer; 0 for as long as it likes.
 */
export function launch({
  userDataDir,
  args = [],
  answerTimeoutMs,
}: {userDataDir?: string; args?: readonly string[]; answerTimeoutMs?: number} = {}): Promise<Browser> {
  return puppeteer.launch({
    ...(answerTimeoutMs !== undefined && {protocolTimeout: answerTimeoutMs}),
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
