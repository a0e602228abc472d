import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Page} from 'puppeteer-core';
import {seededRandom} from '../../src/core/random.js';
import {PreloadSite, sessionOf, visited, waitFor} from '../pages/preload-site.js';

const runs = 50;

/** A form with a toolbar of native buttons with a roving focus, and buttons of the kit after it. */
const toolbar = ['bold', 'italic', 'underline', 'left', 'centre', 'right', 'list', 'link'];
const actions = ['preview', 'save', 'send', 'print', 'share', 'close'];
const body = `<!doctype html><meta charset="utf-8"><title>keys</title><link rel="icon" href="data:,">
<input id="before" aria-label="before">
<predictive-region targets="[role=toolbar] button" learn="off">
  <div role="toolbar" aria-label="Format">
    ${toolbar.map((id, index) => `<button id="${id}" tabindex="${index === 0 ? 0 : -1}">${id}</button>`).join('')}
  </div>
  <p>${actions.map((id) => `<predictive-button id="${id}">${id}</predictive-button>`).join(' ')}</p>
</predictive-region>
<input id="after" aria-label="after">
<script type="module">
  const bar = document.querySelector('[role=toolbar]');
  bar.addEventListener('keydown', ({key}) => {
    const buttons = [...bar.children];
    const at = buttons.indexOf(document.activeElement);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1}[key];
    if (buttons[to] === undefined) return;
    buttons[at].tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
  });
  window.log = [];
  addEventListener('preload', (event) => event.waitUntil(Promise.resolve()));
  const note = (type, id) => log.push({type, id, at: performance.now()});
  document.querySelector('predictive-region').addEventListener('predictive-change', ({predicted}) => note('predicted', predicted?.id ?? null));
  for (const type of ['preload', 'preload-outcome', 'click'])
    addEventListener(type, ({target, used}) => note(type + (used === true ? '-used' : ''), target.id), true);
  addEventListener('keydown', ({key}) => note('key', key), true);
</script>
<script type="module" src="/kit/index.js"></script>`;

interface Note {
  type: string;
  id: string | null;
  at: number;
}

/** Keys that lead to a goal, and the time before each, ms. */
interface Run {
  goal: string;
  keys: {key: string; shift?: boolean; waitMs: number}[];
  press: {key: string; waitMs: number};
}

/** The protocol's data for a key. */
const codes: Record<string, {key: string; code: string; windowsVirtualKeyCode: number; text?: string}> = {
  Tab: {key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9},
  ArrowLeft: {key: 'ArrowLeft', code: 'ArrowLeft', windowsVirtualKeyCode: 37},
  ArrowRight: {key: 'ArrowRight', code: 'ArrowRight', windowsVirtualKeyCode: 39},
  End: {key: 'End', code: 'End', windowsVirtualKeyCode: 35},
  Enter: {key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r'},
  Space: {key: ' ', code: 'Space', windowsVirtualKeyCode: 32, text: ' '},
};
const shiftModifier = 8;

const site = new PreloadSite(() => ({body}));
const chromium = visited(site);

/**
 * A person who knows the goal: with a personal rhythm, sometimes a step too far and back, and a pause at the
 * goal.
 */
function newRun(random: () => number): Run {
  const rhythmMs = 80 + random() * 320;
  const keys: Run['keys'] = [];
  const go = (key: string, shift = false): void => {
    keys.push({key, shift, waitMs: rhythmMs * (0.8 + random() * 0.4)});
  };
  const inToolbar = random() < 0.5;
  const names = inToolbar ? toolbar : actions;
  const index = Math.floor(random() * names.length);
  const goal = names[index]!;
  go('Tab');
  if (inToolbar && random() < 0.15) {
    go('End');
    for (let i = names.length - 1; i > index; i--) go('ArrowLeft');
  } else {
    const isTooFar = random() < 0.2 && index < names.length - 1;
    const steps = index + (isTooFar ? 1 : 0) + (inToolbar ? 0 : 1);
    for (let i = 0; i < steps; i++) go(inToolbar ? 'ArrowRight' : 'Tab');
    if (isTooFar) go(inToolbar ? 'ArrowLeft' : 'Tab', !inToolbar);
  }
  return {goal, keys, press: {key: random() < 0.5 ? 'Enter' : 'Space', waitMs: 300 + random() * 400}};
}

/** Replays a run; events carry the time they were due, so a busy machine does not bend the rhythm. */
async function replayRun(page: Page, {keys, press}: Run): Promise<Note[]> {
  await page.evaluate(() => {
    document.querySelectorAll<HTMLElement>('[role=toolbar] button').forEach((button, index) => {
      button.tabIndex = index === 0 ? 0 : -1;
    });
    document.querySelector<HTMLElement>('#before')!.focus();
    (window as unknown as {log: Note[]}).log.length = 0;
  });
  await delay(100);
  const session = sessionOf(page);
  const sent: Promise<unknown>[] = [];
  let due = Date.now();
  for (const {key, shift, waitMs} of [...keys, {...press, shift: false}]) {
    due += waitMs;
    await delay(Math.max(0, due - Date.now()));
    for (const type of ['keyDown', 'keyUp'] as const) {
      const common = {type, timestamp: due / 1000, modifiers: shift ? shiftModifier : 0};
      sent.push(session.send('Input.dispatchKeyEvent', {...common, ...codes[key]!}));
    }
  }
  await Promise.all(sent);
  await waitFor(
    () => page.evaluate(() => (window as unknown as {log: Note[]}).log.some(({type}) => type === 'click')),
    'the click',
  );
  return page.evaluate(() => (window as unknown as {log: Note[]}).log);
}

test(
  `of ${runs} runs by keyboard at least four in five end on a button that was predicted, and preloaded`,
  {timeout: 300_000},
  async (context) => {
    const page = await chromium.browser.newPage();
    await page.goto(site.origin());
    await page.evaluate(() => customElements.whenDefined('predictive-region'));
    const random = seededRandom(7);
    let predicted = 0;
    let preloaded = 0;
    let wrong = 0;
    let wrongPreloads = 0;
    let passed = 0;
    const leads: number[] = [];
    const predictedLeads: number[] = [];
    for (let n = 0; n < runs; n++) {
      const run = newRun(random);
      const log = await replayRun(page, run);
      const clicked = log.find(({type}) => type === 'click');
      assert.equal(clicked?.id, run.goal, `run ${n} presses what it is to`);
      // Predictions on the way.
      const pressed = log.findLast(({type}) => type === 'key')!;
      const until = log.slice(0, log.indexOf(pressed));
      const changes = until.filter(({type}) => type === 'predicted');
      const preloads = until.filter(({type}) => type === 'preload');
      passed += run.keys.length - 1;
      if (changes.at(-1)?.id === run.goal) {
        predicted++;
        predictedLeads.push(clicked.at - changes.at(-1)!.at);
      }
      const used = log.some(({type, id}) => type === 'preload-outcome-used' && id === run.goal);
      const own = preloads.findLast(({id}) => id === run.goal);
      if (used && own !== undefined) {
        preloaded++;
        leads.push(clicked.at - own.at);
      }
      wrong += changes.filter(({id}) => id !== null && id !== run.goal).length;
      wrongPreloads += preloads.filter(({id}) => id !== run.goal).length;
    }
    const median = (numbers: number[]): string =>
      numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!.toFixed();
    context.diagnostic(
      `predicted ${predicted}/${runs}, median ${median(predictedLeads)} ms before; preloaded ${preloaded}/${runs}, median ${median(leads)} ms before; ` +
        `on the way, over ${passed} buttons: ${wrong} wrongly predicted, ${wrongPreloads} wrongly preloaded`,
    );
    assert.ok(predicted >= 0.8 * runs, `${predicted} predicted`);
    assert.ok(preloaded >= 0.8 * runs, `${preloaded} preloaded`);
    assert.ok(wrong <= 0.5 * runs, `${wrong} wrongly predicted`);
    await page.close();
  },
);
