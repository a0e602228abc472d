import {aTimeout, expect, nextFrame, waitUntil} from '@open-wc/testing';
import {resetMouse, setViewport} from '@web/test-runner-commands';
import type {PredictiveButton} from '../../src/index.js';
import {movePointer, straightPath} from '../support/commands.js';

/** What the page writes to the console, and what it throws. */
const complaints: unknown[] = [];

/** Puts the page into this document: its styles, its body, and its module. */
async function open(): Promise<void> {
  const note = (...what: unknown[]): void => void complaints.push(what);
  Object.assign(console, {error: note, warn: note});
  addEventListener('error', ({message}) => complaints.push(message));
  addEventListener('unhandledrejection', ({reason}) => complaints.push(reason));
  const base = document.createElement('base');
  base.href = '/demo/';
  const page = new DOMParser().parseFromString(await (await fetch('/demo/index.html')).text(), 'text/html');
  const sheets = [...page.querySelectorAll('link[rel=stylesheet]')];
  const loaded = sheets.map((sheet) => new Promise((resolve) => sheet.addEventListener('load', resolve)));
  // By itself: Firefox would still resolve what is put in with it as before.
  document.head.prepend(base);
  base.after(...sheets);
  document.documentElement.lang = page.documentElement.lang;
  document.body.append(...page.body.children);
  await Promise.all([...loaded, import('../../demo/main.js')]);
  await nextFrame();
}

function three(): PredictiveButton[] {
  return [...document.querySelectorAll<PredictiveButton>('#demo predictive-button')];
}

/** Straight towards the button, from below it, and not quite there. */
async function headFor(button: PredictiveButton): Promise<void> {
  const {x, y, width, height} = button.getBoundingClientRect();
  const middle = x + width / 2;
  await movePointer({
    points: straightPath({from: [middle, y + height + 220], to: [middle, y + height + 12], durationMs: 250}),
  });
}

describe('demo', () => {
  before(async () => {
    await setViewport({width: 1280, height: 900});
    await open();
  });
  afterEach(() => resetMouse());

  it('passes the accessibility audit', async () => {
    await expect(document.body).to.be.accessible();
  });

  it('lights each of the three buttons up before it is reached, and moves nothing', async () => {
    const shifts: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
    observer.observe({type: 'layout-shift'});
    const boxes = (): string =>
      JSON.stringify(
        [...document.querySelectorAll('main *')].map((element) => element.getBoundingClientRect().top),
      );
    const before = boxes();
    for (const button of three()) {
      await headFor(button);
      await waitUntil(() => button.predicted, `${button.textContent} lights up`);
      expect(button.matches(':hover')).to.be.false;
      expect(document.getElementById('prediction')?.textContent).to.match(
        new RegExp(`^${button.textContent} — \\d+`),
      );
    }
    expect(boxes()).to.equal(before);
    await aTimeout(0);
    observer.disconnect();
    expect(shifts).to.be.empty;
  });

  it('says how long before the press the button was predicted', async () => {
    const [button] = three();
    await headFor(button!);
    const {x, y, width, height} = button!.getBoundingClientRect();
    await movePointer({points: [[x + width / 2, y + height / 2, 16]], down: true, up: true});
    const line = document.getElementById('lead');
    await waitUntil(() => line?.textContent !== '');
    expect(line?.textContent).to.match(/^One was foreseen \d+\sms before the press\.$/);
    expect(document.getElementById('scorecard')?.textContent).to.contain('1\u00a0press ·');
  });

  it('says in the page what went wrong', async () => {
    document.getElementById('delete-data')?.click();
    const message = document.getElementById('samples-message');
    await waitUntil(() => message?.textContent !== '');
    document.getElementById('train')?.click();
    const training = document.getElementById('training-message');
    await waitUntil(() => training?.classList.contains('failed'));
    expect(training?.textContent).to.match(/^Learning needs/);
  });

  it('shows what a form submits', async () => {
    document.querySelector<HTMLInputElement>('input[name=title]')!.value = 'Groceries';
    document.querySelector<PredictiveButton>('predictive-button[value=share]')?.click();
    const output = document.getElementById('submitted') as HTMLOutputElement;
    await waitUntil(() => output.value !== 'nothing yet');
    expect(output.value).to.equal('title = Groceries, action = share');
  });

  it('needs no scrolling sideways at 375 px', async () => {
    await setViewport({width: 375, height: 700});
    await nextFrame();
    const {scrollWidth, clientWidth} = document.documentElement;
    expect(scrollWidth).to.equal(clientWidth);
  });

  it('has nothing to say in the console', () => {
    expect(complaints).to.deep.equal([]);
  });
});
