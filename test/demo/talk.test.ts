import {aTimeout, expect, nextFrame, waitUntil} from '@open-wc/testing';
import {resetMouse, setViewport} from '@web/test-runner-commands';
import type {PredictiveButton, PredictiveRegion} from '../../src/index.js';
import type {PredictiveInspector} from '../../src/inspector/index.js';
import {button as inspectorButton, dataset, figures, query, show, until} from '../inspector/inspectors.js';
import {movePointer, straightPath} from '../support/commands.js';

/** The page's console output and errors. */
const complaints: unknown[] = [];

/** Loads the demo into this document: its styles, its body, and its module. */
async function open(): Promise<void> {
  const note = (...what: unknown[]): void => void complaints.push(what);
  Object.assign(console, {error: note, warn: note});
  addEventListener('error', ({message}) => complaints.push(message));
  addEventListener('unhandledrejection', ({reason}) => complaints.push(reason));
  const base = document.createElement('base');
  base.href = '/demo/talk/';
  const page = new DOMParser().parseFromString(
    await (await fetch('/demo/talk/index.html')).text(),
    'text/html',
  );
  const sheets = [...page.querySelectorAll('link[rel=stylesheet]')];
  const loaded = sheets.map((sheet) => new Promise((resolve) => sheet.addEventListener('load', resolve)));
  // Set first, on its own: Firefox resolves nodes that are inserted with it by the old base.
  document.head.prepend(base);
  base.after(...sheets);
  document.documentElement.lang = page.documentElement.lang;
  document.body.append(...page.body.children);
  await Promise.all([...loaded, import('../../demo/talk/main.js')]);
  await nextFrame();
}

function three(): PredictiveButton[] {
  return [...document.querySelectorAll<PredictiveButton>('#demo predictive-button')];
}

/** The text of the first element that matches, with plain spaces. */
function text(selector: string): string {
  return (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The inspector, opened by the page's own button unless it is open, with the view `title`. */
async function inspect(title: string): Promise<PredictiveInspector> {
  const inspector = document.querySelector('predictive-inspector')!;
  if (!inspector.open) document.querySelector<HTMLElement>('.open-inspector')!.click();
  await until(() => query(inspector, '[role=tab]') !== null, 'the panel has opened');
  await show(inspector, title);
  return inspector;
}

async function closeInspector(): Promise<void> {
  const inspector = document.querySelector('predictive-inspector')!;
  inspector.open = false;
  await inspector.updateComplete;
}

/** Moves straight towards the button, from below, and stops shortly before it. */
async function headFor(button: PredictiveButton): Promise<void> {
  const {x, y, width, height} = button.getBoundingClientRect();
  const middle = x + width / 2;
  await movePointer({
    points: straightPath({from: [middle, y + height + 220], to: [middle, y + height + 12], durationMs: 250}),
  });
}

describe('page of the talk', () => {
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
      const named = new RegExp(`^${button.textContent} — \\d+`);
      // The page names the prediction of the moment, which the highlight outlasts.
      await waitUntil(
        () => button.predicted && named.test(document.getElementById('prediction')!.textContent),
        `${button.textContent} lights up, and is named`,
      );
      expect(button.matches(':hover')).to.be.false;
    }
    expect(boxes()).to.equal(before);
    await aTimeout(0);
    observer.disconnect();
    expect(shifts).to.be.empty;
  });

  it('shows how long before the press the button was predicted', async () => {
    const [button] = three();
    await headFor(button!);
    const {x, y, width, height} = button!.getBoundingClientRect();
    await movePointer({points: [[x + width / 2, y + height / 2, 16]], down: true, up: true});
    const line = document.getElementById('lead');
    await waitUntil(() => line?.textContent !== '');
    expect(line?.textContent).to.match(/^One was predicted \d+\sms before the press\.$/);
    expect(figures(await inspect('Score')).Presses).to.equal('1');
    await closeInspector();
  });

  it('trains at a click, draws the accuracy, and shows the verdict with its reasons', async function () {
    this.timeout(120_000);
    const region = document.querySelector<PredictiveRegion>('#demo')!;
    region.backend = 'cpu';
    await region.importDataset(dataset(60));
    await waitUntil(() => text('#readiness').endsWith(': enough to learn from.'));
    const train = document.querySelector<HTMLButtonElement>('#train')!;
    train.click();
    await waitUntil(() => train.disabled);
    // Errors from before, which the success ends.
    for (const id of ['problem', 'training-message']) {
      const line = document.getElementById(id)!;
      line.textContent = 'It failed.';
      line.classList.add('failed');
    }
    const curve = (): number =>
      document.querySelector<SVGPolylineElement>('#accuracy .held-out')?.points.numberOfItems ?? 0;
    await until(() => curve() > 1, 'a curve');
    await until(() => !train.disabled, 'the end');
    await waitUntil(() => /^The new scorer (is in use|was not taken)\. \S/.test(text('#verdict')));
    expect(text('#accuracy-text')).to.match(/^Epoch \d+: held out \d+ %, training \d+ %$/);
    expect(text('#accuracy-of')).to.match(
      /^of all moments .* verdict counts each movement once, 200 ms before its press\.$/,
    );
    expect(document.getElementById('accuracy-of')!.hidden).to.be.false;
    expect(text('#problem') + text('#training-message'), 'errors from before').to.equal('');
    expect(document.querySelectorAll('#problem.failed, #training-message.failed').length).to.equal(0);
    await region.resetModel();
    await waitUntil(() => text('#verdict').startsWith('Back to the shipped model.'));
    expect(curve()).to.equal(0);
  });

  it('shows errors in the page', async () => {
    const inspector = await inspect('Data');
    inspectorButton(inspector, 'Delete all…').click();
    await until(() => query(inspector, '.danger') !== null);
    inspectorButton(inspector, 'Delete all samples').click();
    await until(() => query(inspector, '.status')?.textContent !== '');
    await closeInspector();
    document.getElementById('train')?.click();
    const training = document.getElementById('training-message');
    await waitUntil(() => training?.classList.contains('failed'));
    expect(training?.textContent).to.match(/^Learning needs/);
  });

  it('shows the submitted form data', async () => {
    document.querySelector<HTMLInputElement>('input[name=title]')!.value = 'Groceries';
    document.querySelector<PredictiveButton>('predictive-button[value=share]')?.click();
    const output = document.getElementById('submitted') as HTMLOutputElement;
    await waitUntil(() => output.value !== 'nothing yet');
    expect(output.value).to.equal('title = Groceries, action = share');
  });

  it('keeps the three buttons visible when the inspector is opened, wherever the page is scrolled', async () => {
    for (const [width, height] of [
      [1280, 900],
      [375, 700],
    ] as const) {
      // prettier-ignore
      await setViewport({width, height});
      for (const button of document.querySelectorAll<HTMLElement>('.open-inspector')) {
        button.scrollIntoView({behavior: 'instant'});
        button.click();
        const inspector = await inspect('Live');
        const {top} = query(inspector, '.panel')!.getBoundingClientRect();
        const three = document.getElementById('three')!;
        await until(() => {
          const box = three.getBoundingClientRect();
          return box.top >= 0 && box.bottom <= top;
        }, `visible at ${width} px`);
        await closeInspector();
      }
    }
  });

  it('stores samples and model where the user chooses, and deletes them', async () => {
    const region = document.querySelector<PredictiveRegion>('#demo')!;
    expect(region.persist).to.equal('local');
    const keep = document.querySelector<HTMLSelectElement>('#keep')!;
    keep.value = 'none';
    keep.dispatchEvent(new Event('change'));
    expect(region.persist).to.equal('none');
    await region.importDataset(dataset(3));
    document.getElementById('forget')!.click();
    await waitUntil(() => region.sampleCounts.count === 0);
    await waitUntil(() => text('#privacy-message').startsWith('Every sample and model is deleted'));
  });

  it('needs no scrolling sideways at 375 px', async () => {
    await setViewport({width: 375, height: 700});
    await nextFrame();
    const {scrollWidth, clientWidth} = document.documentElement;
    expect(scrollWidth).to.equal(clientWidth);
  });

  it('logs nothing to the console', () => {
    expect(complaints).to.deep.equal([]);
  });
});
