import {
  aTimeout,
  expect,
  fixture,
  fixtureCleanup,
  html,
  nextFrame,
  oneEvent,
  waitUntil,
} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton, PredictiveErrorEvent, PredictiveRegion} from '../../src/index.js';
import {engineLoaded} from '../support/regions.js';
import {movePointer} from '../support/commands.js';
import type {HabitsData} from '../../src/habits/habits.js';

const names = ['open', 'edit', 'save', 'send', 'close'];

async function newRegion(
  attributes: Record<string, string> = {},
  {native = false} = {},
): Promise<PredictiveRegion> {
  const region = document.createElement('predictive-region');
  for (const [name, value] of Object.entries({learn: 'manual', ...attributes}))
    region.setAttribute(name, value);
  if (native) region.setAttribute('targets', 'button');
  region.append(
    ...names.map((name) => {
      const button = document.createElement(native ? 'button' : 'predictive-button');
      button.id = name;
      button.textContent = name;
      return button;
    }),
  );
  const around = await fixture<HTMLElement>(html`<div></div>`);
  around.append(region);
  await region.updateComplete;
  await engineLoaded();
  return region;
}

function button(region: PredictiveRegion, name: string): HTMLElement {
  return region.querySelector<HTMLElement>(`#${name}`)!;
}

/** Clicks as a user. */
async function press(region: PredictiveRegion, ...pressed: string[]): Promise<void> {
  for (const name of pressed) {
    const {x, y, width, height} = button(region, name).getBoundingClientRect();
    const position: [number, number] = [Math.round(x + width / 2), Math.round(y + height / 2)];
    await sendMouse({type: 'click', position});
  }
  await settled();
}

/** Taps as a user. */
async function tap(region: PredictiveRegion, ...tapped: string[]): Promise<void> {
  for (const name of tapped) {
    const {x, y, width, height} = button(region, name).getBoundingClientRect();
    const at: [number, number] = [Math.round(x + width / 2), Math.round(y + height / 2)];
    await movePointer({points: [at, [...at, 90]], pointerType: 'touch'});
    await settled();
  }
}

/** Waits until on-demand modules have loaded and queued tasks have run. */
async function settled(): Promise<void> {
  for (let i = 0; i < 4; i++) await nextFrame();
}

function marked(region: PredictiveRegion, hint: 'likely' | 'unlikely'): string[] {
  return [...region.querySelectorAll<HTMLElement>('[id]')]
    .filter((element) => element.matches(`:state(${hint}), [data-hint="${hint}"]`))
    .map(({id}) => id);
}

function probabilityOf(region: PredictiveRegion, name: string): string {
  return button(region, name).style.getPropertyValue('--predictive-probability');
}

async function habitsOf(region: PredictiveRegion): Promise<HabitsData | undefined> {
  // The kit exports only valid data sets.
  const {habits} = JSON.parse(await (await region.exportDataset()).text()) as {habits?: HabitsData};
  return habits;
}

const thrice = ['open', 'edit', 'save', 'open', 'edit', 'save', 'open', 'edit', 'save'];

describe('the habits of a region', () => {
  afterEach(async () => {
    fixtureCleanup();
    sessionStorage.clear();
    await resetMouse();
  });

  it('marks the next button after a few visits, before the pointer moves', async () => {
    const region = await newRegion({hints: ''});
    await settled();
    expect(marked(region, 'likely')).to.be.empty;
    await press(region, ...thrice);
    expect(marked(region, 'likely')).to.deep.equal(['open']);
    expect(Number(probabilityOf(region, 'open'))).to.be.within(0.3, 1);
    await press(region, 'open');
    expect(marked(region, 'likely')).to.deep.equal(['edit']);
    expect(Number(probabilityOf(region, 'open'))).to.be.lessThan(Number(probabilityOf(region, 'edit')));
  });

  it('marks native elements', async () => {
    const region = await newRegion({hints: ''}, {native: true});
    await waitUntil(() => region.querySelectorAll('button').length === names.length);
    await settled();
    await press(region, ...thrice, 'open');
    expect(marked(region, 'likely')).to.deep.equal(['edit']);
    region.setAttribute('habits', 'off');
    await region.updateComplete;
    expect(region.querySelectorAll('[data-hint]').length).to.equal(0);
  });

  it('marks unlikely buttons only if one is likely, by the page’s thresholds', async () => {
    const region = await newRegion({hints: '', 'unlikely-below': '0.2'});
    await settled();
    expect(marked(region, 'unlikely')).to.be.empty;
    await press(region, ...thrice, 'open');
    expect(marked(region, 'unlikely')).to.deep.equal(names.filter((name) => name !== 'edit'));
    region.setAttribute('likely-from', '0.99');
    await press(region, 'edit');
    expect([...marked(region, 'likely'), ...marked(region, 'unlikely')]).to.be.empty;
  });

  it('marks nothing without hints, and describes buttons only if the page wants it', async () => {
    const region = await newRegion();
    await press(region, ...thrice, 'open');
    expect([...marked(region, 'likely'), ...marked(region, 'unlikely')]).to.be.empty;
    expect(names.map((name) => probabilityOf(region, name)).join('')).to.equal('');
    expect(region.querySelectorAll('[data-hint], [aria-description]').length).to.equal(0);
    region.setAttribute('hints', '');
    await settled();
    expect(marked(region, 'likely')).to.deep.equal(['edit']);
    expect(region.querySelectorAll('[aria-description]').length).to.equal(0);
  });

  it('loads nothing just after a click, which may navigate away', async () => {
    const region = await newRegion();
    await press(region, 'open');
    await aTimeout(300);
    expect(region.habitForecast).to.be.undefined;
    await waitUntil(() => region.habitForecast !== undefined);
    expect((await habitsOf(region))?.order.keys).to.deep.equal(['open']);
  });

  it('describes likely buttons in the page’s words with hints="described", and removes the description', async () => {
    const region = await newRegion({hints: 'described', 'hint-description': 'Wahrscheinlich als Nächstes'});
    button(region, 'save').setAttribute('aria-description', 'Keeps the page');
    await press(region, ...thrice, 'open');
    const edit = button(region, 'edit') as PredictiveButton;
    expect(edit.getAttribute('aria-description')).to.equal('Wahrscheinlich als Nächstes');
    await edit.updateComplete;
    expect(edit.shadowRoot!.querySelector('button')!.getAttribute('aria-description')).to.equal(
      'Wahrscheinlich als Nächstes',
    );
    await press(region, 'edit');
    expect(marked(region, 'likely')).to.deep.equal(['save']);
    expect(edit.hasAttribute('aria-description')).to.be.false;
    expect(button(region, 'save').getAttribute('aria-description')).to.equal('Keeps the page');
  });

  it('learns from the keyboard too, and only from the user’s presses', async () => {
    const region = await newRegion({hints: ''});
    await press(region, 'open');
    for (let i = 0; i < 3; i++) {
      for (const name of ['open', 'edit', 'save']) {
        button(region, name).focus();
        await sendKeys({press: 'Enter'});
      }
      for (let j = 0; j < 3; j++) button(region, 'close').click();
    }
    button(region, 'open').focus();
    await sendKeys({press: 'Enter'});
    await settled();
    expect(marked(region, 'likely')).to.deep.equal(['edit']);
  });

  it('uses seeded orders until there is a habit', async () => {
    const region = await newRegion({hints: ''});
    region.seedOrders(Array<string[]>(5).fill(['save', 'send', 'close']));
    await waitUntil(() => marked(region, 'likely').length > 0);
    expect(marked(region, 'likely')).to.deep.equal(['save']);
    await press(region, 'save');
    expect(marked(region, 'likely')).to.deep.equal(['send']);
  });

  it('refuses invalid orders at once', async () => {
    const region = await newRegion();
    for (const orders of [null, 'abc', [null], [[1]], [['']]])
      expect(() => region.seedOrders(orders as unknown as string[][]))
        .to.throw()
        .with.property('code', 'invalid-argument');
  });

  it('shows seeded hints while the pointer moves, and after a click outside all targets', async () => {
    const region = await newRegion({hints: ''});
    await settled();
    await sendMouse({type: 'move', position: [300, 400]});
    await sendMouse({type: 'move', position: [320, 420]});
    region.seedOrders(Array<string[]>(5).fill(['save', 'send']));
    await settled();
    expect(marked(region, 'likely')).to.deep.equal(['save']);
    await sendMouse({type: 'click', position: [500, 500]});
    region.seedOrders(Array<string[]>(5).fill(['open', 'send']));
    await settled();
    expect(marked(region, 'likely')).to.deep.equal(['open']);
  });

  it('changes its description at once', async () => {
    const region = await newRegion({hints: ''});
    region.seedOrders(Array<string[]>(5).fill(['save', 'send']));
    await waitUntil(() => marked(region, 'likely').length > 0);
    region.hints = 'described';
    await settled();
    expect(button(region, 'save').getAttribute('aria-description')).to.equal('Likely next');
    region.hints = '';
    await settled();
    expect(button(region, 'save').hasAttribute('aria-description')).to.be.false;
    expect(marked(region, 'likely')).to.deep.equal(['save']);
  });

  it('starts a new visit when the page calls startVisit()', async () => {
    const region = await newRegion({hints: ''});
    for (let i = 0; i < 4; i++) {
      await press(region, 'open', 'edit');
      region.startVisit();
    }
    await settled();
    expect(marked(region, 'likely')).to.deep.equal(['open']);
    await press(region, 'open');
    expect(marked(region, 'likely')).to.deep.equal(['edit']);
  });

  it('with learn="off" uses seeded orders, and learns nothing', async () => {
    const region = await newRegion({hints: '', learn: 'off', persist: 'session', name: 'off'});
    region.seedOrders(Array<string[]>(5).fill(['save', 'send', 'close']));
    await press(region, ...thrice, 'save');
    expect(marked(region, 'likely')).to.deep.equal(['send']);
    expect(await habitsOf(region)).to.be.undefined;
    expect(sessionStorage.length).to.equal(0);
  });

  it('does nothing with habits="off"', async () => {
    const region = await newRegion({hints: '', habits: 'off'});
    region.seedOrders([['open', 'edit']]);
    await press(region, ...thrice, 'open');
    expect([...marked(region, 'likely'), ...marked(region, 'unlikely')]).to.be.empty;
    expect(await habitsOf(region)).to.be.undefined;
  });

  for (const persist of ['session', 'local']) {
    it(`is restored at the next visit with persist="${persist}", and deleted by forget()`, async () => {
      const attributes = {hints: '', persist, name: `habits-${Math.random()}`};
      const first = await newRegion(attributes);
      await press(first, ...thrice, 'open');
      await waitUntil(async () => (await habitsOf(first)) !== undefined);
      fixtureCleanup();
      await settled();

      const second = await newRegion(attributes);
      await waitUntil(() => marked(second, 'likely').length > 0, 'hints', {timeout: 3000});
      expect(marked(second, 'likely')).to.deep.equal(['edit']);
      await second.forget();
      await settled();
      expect(marked(second, 'likely')).to.be.empty;
      expect(await habitsOf(second)).to.be.undefined;
      fixtureCleanup();
      await settled();

      const third = await newRegion(attributes);
      await third.exportDataset();
      await settled();
      expect(marked(third, 'likely')).to.be.empty;
    });
  }

  it('is exported and imported with the data set, even before there is a learner', async () => {
    const region = await newRegion();
    await press(region, ...thrice, 'open');
    const file = await region.exportDataset();
    expect((await habitsOf(region))?.order.keys).to.deep.equal(['open', 'edit', 'save']);
    const other = await newRegion({hints: ''});
    await other.importDataset(file);
    await waitUntil(() => marked(other, 'likely').length > 0);
    expect(marked(other, 'likely')).to.deep.equal(['edit']);
  });

  it('refuses a data set with invalid habits, and imports nothing', async () => {
    const region = await newRegion();
    await press(region, ...thrice);
    const before = await habitsOf(region);
    const content = JSON.parse(await (await region.exportDataset()).text()) as {habits: HabitsData};
    content.habits.order.counts[0]![1] = -3;
    let code: unknown;
    await region
      .importDataset(new File([JSON.stringify(content)], 'bad.json'))
      .catch((error: unknown) => (code = (error as {code: string}).code));
    expect(code).to.equal('invalid-dataset');
    expect(await habitsOf(region)).to.deep.equal(before);
  });

  it('sets invalid stored habits aside, with one error, and keeps everything else', async () => {
    const attributes = {persist: 'session', name: 'bad'};
    sessionStorage.setItem(
      'predictive-buttons:habits:bad',
      '{"version":1,"order":{"version":1,"keys":["a"]}}',
    );
    const around = await fixture<HTMLElement>(html`<div></div>`);
    const failing = oneEvent(around, 'predictive-error');
    const region = document.createElement('predictive-region');
    for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
    region.innerHTML = '<predictive-button id="open">open</predictive-button>';
    around.append(region);
    const {error} = (await failing) as unknown as PredictiveErrorEvent;
    expect(error.code).to.equal('invalid-dataset');
    await press(region, 'open');
    expect((await habitsOf(region))?.order.keys).to.deep.equal(['open']);
  });

  it('preloads a finger’s usual next target by habit alone after five times, and a mouse’s by its movement', async () => {
    const region = await newRegion({preload: 'module'});
    const preloads: string[] = [];
    region.addEventListener('preload', (event) => {
      const {trigger, target} = event;
      if (trigger === 'model') preloads.push((target as HTMLElement).id);
    });
    for (let i = 0; i < 5; i++) await tap(region, 'open', 'edit');
    preloads.length = 0;
    await tap(region, 'open');
    expect(preloads).to.deep.equal(['edit']);
    await tap(region, 'edit');
    preloads.length = 0;
    await press(region, 'open');
    await sendMouse({type: 'move', position: [700, 500]});
    await settled();
    expect(preloads).not.to.include('edit');
  });

  it('preloads by habit alone only visible targets, after scrolling has stopped', async () => {
    const region = await newRegion({preload: 'module'});
    for (let i = 0; i < 6; i++) await tap(region, 'open', 'edit');
    const preloads: string[] = [];
    region.addEventListener('preload', (event) => {
      const {trigger, target} = event;
      if (trigger === 'model') preloads.push((target as HTMLElement).id);
    });
    button(region, 'edit').style.cssText = 'position: absolute; top: 2000px';
    await settled();
    await tap(region, 'open');
    expect(preloads).to.be.empty;
    scrollTo(0, 1900);
    await waitUntil(() => preloads.length > 0);
    expect(preloads).to.deep.equal(['edit']);
    scrollTo(0, 0);
  });

  it('predicts the stop of a keyboard user sooner', async () => {
    const region = await newRegion();
    await press(region, ...Array<string[]>(6).fill(['open', 'save']).flat());
    await waitUntil(() => region.habitForecast !== undefined);
    let probabilities = new Map<string, number>();
    const stop = region.observe(({targets}) => {
      probabilities = new Map(targets.map(({key, probability}) => [key, probability]));
    });
    button(region, 'open').focus();
    await sendKeys({press: 'Enter'});
    await sendKeys({press: 'Tab'});
    await waitUntil(() => probabilities.size > 0 && [...probabilities.values()].some((each) => each > 0));
    stop();
    expect(probabilities.get('save')).to.be.greaterThan(probabilities.get('send')! * 1.3);
  });

  it('predicts the usual next target for an ambiguous movement', async () => {
    const region = await newRegion();
    await press(region, ...Array<string[]>(6).fill(['open', 'edit', 'save']).flat(), 'open');
    // Habits load half a second after the first press, which might have left the page.
    await waitUntil(() => region.habitForecast !== undefined);
    let probabilities = new Map<string, number>();
    const stop = region.observe(({targets}) => {
      probabilities = new Map(targets.map(({key, probability}) => [key, probability]));
    });
    const edit = button(region, 'edit').getBoundingClientRect();
    const save = button(region, 'save').getBoundingClientRect();
    // Towards the gap between the two.
    await sendMouse({type: 'move', position: [Math.round((edit.right + save.left) / 2), 300]});
    await sendMouse({type: 'move', position: [Math.round((edit.right + save.left) / 2), 200]});
    await waitUntil(() => probabilities.size > 0);
    await settled();
    stop();
    expect(probabilities.get('edit')).to.be.greaterThan(probabilities.get('save')!);
  });
});
