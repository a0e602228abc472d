import {expect, fixtureCleanup, nextFrame} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import {markRequests, movePointer, requestsSince, straightPath} from '../support/commands.js';
import {approach, frames, places, threeButtons} from '../support/regions.js';
import {watchPage} from '../support/watch-page.js';
import {
  button,
  covered,
  dataset,
  figures,
  input,
  openInspector,
  pressKeys,
  query,
  restPointer,
  show,
  text,
  until,
} from './inspectors.js';

const page = watchPage();
await import('../../src/index.js');
const {PredictiveInspector} = await import('../../src/inspector/index.js');
const {logCapacity} = await import('../../src/inspector/log-view.js');

/** Counts everything that the inspector could leave behind on the page. */
function left(): Record<string, string[]> {
  return {
    listeners: page.listeners().sort(),
    observers: page.observers().sort(),
    outstanding: page.outstanding(),
  };
}

describe('predictive-inspector', function () {
  this.timeout(60_000);

  afterEach(async () => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    await resetMouse();
  });

  it('passes the accessibility audit in each of its tabs, with data and charts in them', async () => {
    const {region} = await threeButtons({id: 'inspected', backend: 'cpu', learn: 'manual'});
    const inspector = await openInspector();
    await region.importDataset(dataset(60));
    await region.train();
    await show(inspector, 'Evaluation');
    button(inspector, 'Evaluate the model in use').click();
    await until(() => query(inspector, '.confusion') !== null);
    await approach(places.one);
    await show(inspector, 'Live');
    button(inspector, 'Show the events').click();
    for (const tab of inspector.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')) {
      tab.click();
      await nextFrame();
      if (tab.textContent.trim() === 'Learn') {
        button(inspector, 'List the samples').click();
        await until(() => query(inspector, '.samples') !== null);
      }
      await expect(inspector).to.be.accessible();
    }
  });

  it('draws the trail, the extrapolated path and the box of a likely button, until told not to', async () => {
    await threeButtons({id: 'inspected'});
    const inspector = await openInspector();
    expect(covered(inspector, [160, 200])).to.equal(0);
    await approach(places.one);
    await until(() => covered(inspector, [160, 200]) > 0.1, 'the trail is drawn');
    // 3 px beside the box, whose left edge is at 100.
    expect(covered(inspector, [97, 460]), 'the box is drawn').to.be.above(0.05);
    await movePointer({points: straightPath({from: [160, 60], to: [160, 300], durationMs: 200})});
    await until(() => covered(inspector, [160, 330]) > 0.05, 'the way ahead is drawn');
    input(inspector, '.check:nth-child(2) input').click();
    await until(() => covered(inspector, [97, 460]) === 0, 'nothing is drawn');
  });

  it('shows the probabilities, the predicted button, and why', async () => {
    const {region} = await threeButtons({id: 'inspected', threshold: '0.3'});
    const inspector = await openInspector();
    let seen: Parameters<Parameters<typeof region.observe>[0]>[0] | undefined;
    region.observe((observation) => (seen = observation));
    await approach(places.one);
    await until(() => query(inspector, 'tr.predicted') !== null);
    await nextFrame();
    const share = seen!.targets.find(({key}) => key === 'one')!.probability;
    expect(text(inspector, 'tr.predicted th')).to.equal('one, predicted');
    expect(text(inspector, 'tr.predicted .number')).to.equal(`${Math.round(share * 100)} %`);
    expect(text(inspector, '[data-shows=reason]')).to.match(/^one (is|stays) predicted/);
    expect(text(inspector, '.lines li')).to.match(/^one predicted at [\d.]+ %: the threshold of 30\.0 %/);
    input(inspector, '.check input').click();
    await until(() => region.disabled && query(inspector, 'tr.predicted') === null);
  });

  it('adds only a listener for its key while closed, and loads nothing', async () => {
    const {region} = await threeButtons({id: 'inspected'});
    await restPointer();
    await until(() => page.outstanding().length === 0, 'rests');
    const before = left();
    const mark = await markRequests();
    const observed: unknown[] = [];
    region.observe = (callback) => {
      observed.push(callback);
      return () => undefined;
    };
    page.scheduled.length = 0;
    const inspector = document.createElement('predictive-inspector');
    inspector.htmlFor = 'inspected';
    document.body.append(inspector);
    await inspector.updateComplete;
    await nextFrame();
    expect(left()).to.deep.equal({...before, listeners: [...before.listeners!, 'window keydown'].sort()});
    expect([observed, page.scheduled, inspector.renderRoot.childElementCount]).to.deep.equal([[], [], 0]);
    expect(await requestsSince(mark)).to.be.empty;
    inspector.remove();
    expect(left()).to.deep.equal(before);
  });

  it('leaves nothing behind when closed: no observation, listener, timer, frame or element', async () => {
    const {region} = await threeButtons({id: 'inspected', backend: 'cpu', learn: 'manual'});
    const observing = new Set<unknown>();
    const observe = region.observe.bind(region);
    region.observe = (callback) => {
      const stop = observe(callback);
      observing.add(callback);
      return () => {
        observing.delete(callback);
        stop();
      };
    };
    // Loads the region's session, whose listeners stay.
    await region.importDataset(dataset(60));
    const before = left();
    const inspector = await openInspector();
    await region.train();
    await show(inspector, 'Training');
    await approach(places.one);
    expect(observing.size).to.equal(1);
    expect(page.listeners().length).to.be.above(before.listeners!.length + 1);
    inspector.open = false;
    await inspector.updateComplete;
    expect(observing.size).to.equal(0);
    expect(inspector.renderRoot.childElementCount).to.equal(0);
    inspector.remove();
    await until(() => page.outstanding().length === 0, 'the region rests');
    expect(left()).to.deep.equal({...before, outstanding: []});
  });

  it('survives being moved and removed while it opens', async () => {
    await threeButtons({id: 'inspected'});
    const inspector = await openInspector();
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(inspector);
    await until(() => query(inspector, '[role=tab]') !== null);
    expect(inspector.renderRoot.querySelectorAll('.panel').length).to.equal(1);
    await approach(places.one);
    await until(() => query(inspector, '.bars') !== null);
    inspector.remove();
    elsewhere.append(inspector);
    inspector.remove();
    await frames();
    expect(inspector.renderRoot.childElementCount).to.equal(0);
    elsewhere.remove();
  });

  it('opens and closes with its key, and restores the focus', async () => {
    const {one} = await threeButtons({id: 'inspected'});
    const inspector = new PredictiveInspector();
    document.body.append(inspector);
    one.focus();
    await pressKeys('Control', 'Alt', 'p');
    await until(() => document.activeElement === inspector, 'the focus is in the panel');
    expect(inspector.shadowRoot?.activeElement?.textContent.trim()).to.equal('Live');
    await sendKeys({press: 'ArrowRight'});
    expect(inspector.shadowRoot?.activeElement?.textContent.trim()).to.equal('Learn');
    await sendKeys({press: 'End'});
    expect(inspector.shadowRoot?.activeElement?.textContent.trim()).to.equal('Score');
    await pressKeys('Control', 'Alt', 'p');
    expect(inspector.open).to.be.false;
    await until(() => document.activeElement === one);
    inspector.shortcut = 'Shift+F2';
    await pressKeys('Control', 'Alt', 'p');
    expect(inspector.open).to.be.false;
    await pressKeys('Shift', 'F2');
    expect(inspector.open).to.be.true;
    await until(() => document.activeElement === inspector);
    await sendKeys({press: 'Escape'});
    expect(inspector.open).to.be.false;
  });

  it('keeps its keys and clicks from the page, and moves nothing in it while it floats', async () => {
    const {one} = await threeButtons({id: 'inspected'});
    const place = JSON.stringify(one.getBoundingClientRect());
    const inspector = await openInspector();
    expect(JSON.stringify(one.getBoundingClientRect())).to.equal(place);
    expect([document.documentElement.scrollWidth, document.documentElement.scrollHeight]).to.deep.equal([
      document.documentElement.clientWidth,
      document.documentElement.clientHeight,
    ]);
    const heard: string[] = [];
    const listening = new AbortController();
    for (const type of ['click', 'pointerdown', 'keydown', 'keyup', 'input'])
      document.addEventListener(type, () => heard.push(type), {signal: listening.signal});
    await show(inspector, 'Model');
    // The model's summary moves the field down.
    await until(() => query(inspector, '[data-shows=model]') !== null);
    const field = input(inspector, '[name=url]');
    field.scrollIntoView();
    const {x, y} = field.getBoundingClientRect();
    await sendMouse({type: 'click', position: [Math.round(x) + 20, Math.round(y) + 10]});
    await sendKeys({type: '/model'});
    expect(field.value).to.equal('/model');
    expect(heard).to.be.empty;
    one.click();
    expect(heard).to.deep.equal(['click']);
    listening.abort();
  });

  it('starts with the defaults, and returns to them when an attribute is removed', () => {
    const inspector = new PredictiveInspector();
    const values = (): unknown[] => [inspector.htmlFor, inspector.open, inspector.dock, inspector.shortcut];
    const defaults = [null, false, 'right', 'Control+Alt+P'];
    expect(values()).to.deep.equal(defaults);
    const set = {for: 'a', dock: 'float', shortcut: ''};
    for (const [name, value] of Object.entries(set)) inspector.setAttribute(name, value);
    expect(values()).to.deep.equal(['a', false, 'float', '']);
    for (const name of Object.keys(set)) inspector.removeAttribute(name);
    expect(values()).to.deep.equal(defaults);
  });

  it('says that there is no such region, and finds it later', async () => {
    const inspector = new PredictiveInspector();
    inspector.htmlFor = 'inspected';
    inspector.open = true;
    document.body.append(inspector);
    await until(() => text(inspector, '.why') !== '');
    expect(text(inspector, '.why')).to.equal('There is no <predictive-region id="inspected"> on this page.');
    await expect(inspector).to.be.accessible();
    await threeButtons({id: 'inspected'});
    button(inspector, 'Search again').click();
    await until(() => query(inspector, '[role=tab]') !== null);
  });

  it('follows another region when `for` changes', async () => {
    const {region} = await threeButtons({id: 'inspected', learn: 'manual'});
    const other = document.createElement('predictive-region');
    other.id = 'other';
    region.parentElement!.append(other);
    await region.importDataset(dataset(10));
    const inspector = await openInspector();
    await show(inspector, 'Data');
    expect(figures(inspector, 'Data')).to.include({'No press': '2', save: '3'});
    inspector.htmlFor = 'other';
    await until(() => figures(inspector, 'Data')['No press'] === '0');
    expect(figures(inspector, 'Data')).to.deep.equal({'No press': '0'});
  });

  it('floats where the arrow keys put it, and stays on the screen', async () => {
    await threeButtons({id: 'inspected'});
    const inspector = await openInspector();
    inspector.dock = 'float';
    await until(() => query(inspector, '.move') !== null);
    const panel = query(inspector, '.panel')!;
    const {left: x, top: y} = panel.getBoundingClientRect();
    query(inspector, '.move')!.focus();
    await sendKeys({press: 'ArrowLeft'});
    await sendKeys({press: 'ArrowDown'});
    expect(panel.getBoundingClientRect()).to.include({left: x - 40, top: y + 40});
    for (let i = 0; i < 40; i++) await sendKeys({press: 'ArrowLeft'});
    expect(panel.getBoundingClientRect().right).to.equal(80);
    inspector.dock = 'left';
    await until(() => panel.getBoundingClientRect().left === 0);
    // A window of 800 px has no space for it at the side.
    expect(panel.getBoundingClientRect()).to.include({right: innerWidth, bottom: innerHeight});
  });

  it('keeps a limited number of events', async () => {
    const {region, one} = await threeButtons({id: 'inspected'});
    const inspector = await openInspector();
    const {PredictiveChangeEvent} = await import('../../src/index.js');
    for (let i = 0; i < logCapacity + 20; i++)
      region.dispatchEvent(
        new PredictiveChangeEvent({predicted: one, key: 'one', probability: i / (2 * logCapacity)}),
      );
    await show(inspector, 'Events');
    button(inspector, 'Show the events').click();
    await until(() => query(inspector, '.log') !== null);
    expect(inspector.renderRoot.querySelectorAll('.log tbody tr').length).to.equal(logCapacity);
    expect(text(inspector, '.log tbody td:last-child')).to.equal('one at 55 %.');
  });
});
