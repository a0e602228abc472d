import {expect, fixtureCleanup, nextFrame} from '@open-wc/testing';
import {resetMouse, sendKeys} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/inspector/index.js';
import {handPath, pointInside, seededRandom} from '../support/approaches.js';
import {movePointer, straightPath} from '../support/commands.js';
import {approach, engineLoaded, newButton, places, press, record, threeButtons} from '../support/regions.js';
import {button, covered, inView, openInspector, query, restPointer, text, until} from './inspectors.js';

describe('the live tab of the inspector', function () {
  this.timeout(60_000);

  afterEach(async () => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    await resetMouse();
  });

  it('plays an example where nothing has moved yet: a target is predicted, and nothing is learned', async () => {
    const {region} = await threeButtons({id: 'inspected', learn: 'manual', threshold: '0.3'});
    const inspector = await openInspector();
    const changes = record(region, 'predictive-change');
    expect(text(inspector, inView('Next press', '.empty'))).to.match(/^Move the pointer towards a button/);
    button(inspector, 'Play an example').click();
    await until(() => text(inspector, '.status').startsWith('Played: two was predicted'), 'played');
    expect(changes.map(({key}) => key)).to.include('two');
    expect(query(inspector, '.bars')).not.to.be.null;
    expect(region.sampleCounts.count).to.equal(0);
  });

  it('turns a region on that is off', async () => {
    const {region} = await threeButtons({id: 'inspected', disabled: ''});
    const inspector = await openInspector();
    await until(() => text(inspector, inView('Next press', 'p')) !== '');
    expect(text(inspector, inView('Next press', 'p'))).to.equal(
      'This region is off, so nothing is predicted.',
    );
    button(inspector, 'Turn it on').click();
    expect(region.disabled).to.be.false;
  });

  it('leads to the first button for the first press, by keyboard too', async () => {
    const {one} = await threeButtons({id: 'inspected', learn: 'off'});
    const inspector = await openInspector();
    button(inspector, 'Go to the first button').click();
    expect(document.activeElement).to.equal(one);
    await sendKeys({press: 'Enter'});
    await until(() => text(inspector, '.decisions li').includes('one pressed'), 'the press is listed');
  });

  it('marks the three likeliest of many targets on the page, and no other', async () => {
    const {region} = await threeButtons({id: 'inspected', learn: 'off'});
    const row = region.firstElementChild as HTMLElement;
    row.replaceChildren(...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(newButton));
    row.style.cssText =
      'position: fixed; left: 40px; top: 240px; display: grid; grid-template-columns: repeat(3, 80px); gap: 20px';
    for (const each of row.children) (each as HTMLElement).style.cssText = 'width: 80px; height: 60px';
    await engineLoaded();
    const inspector = await openInspector();
    let shares: number[] = [];
    region.observe(({targets}) => (shares = targets.map(({probability}) => probability)));
    await movePointer({points: straightPath({from: [180, 60], to: [180, 200], durationMs: 250})});
    await until(() => shares.filter((share) => share >= 0.02).length >= 3, 'three are likely');
    // 3 px beside the left edge, where an outline is, and below the labels.
    const isMarked = (each: Element): boolean => {
      const {left, top} = each.getBoundingClientRect();
      return covered(inspector, [left - 3, top + 52]) > 0.05;
    };
    const marked = (): string[] => [...row.children].filter(isMarked).map(({id}) => id);
    const likeliest = (): string[] =>
      shares
        .map((share, index) => [share, row.children[index]!.id] as const)
        .toSorted(([a], [b]) => b - a)
        .slice(0, 3)
        .map(([, id]) => id);
    await until(() => marked().join() === likeliest().toSorted().join(), 'these three are marked');
    expect(marked().length).to.equal(3);
  });

  it('draws two seconds of each probability, and the threshold across', async () => {
    const {region} = await threeButtons({id: 'inspected', threshold: '0.3', learn: 'off'});
    const inspector = await openInspector();
    await restPointer();
    await approach(places.one);
    await until(() => query(inspector, 'tr.predicted') !== null);
    await nextFrame();
    const points = (row: string): [x: number, y: number][] =>
      (query(inspector, `${row} .spark .line`)!.getAttribute('d') ?? '')
        .slice(1)
        .split('L')
        .map((point) => point.split(' ').map(Number) as [number, number]);
    const risen = points('tr.predicted');
    expect(risen.length).to.be.above(3);
    expect(risen.at(-1)![0], 'the latest is at the right').to.equal(100);
    expect(risen.every(([x]) => x >= 0 && x <= 100)).to.be.true;
    expect(risen.at(-1)![1], 'it has risen').to.be.below(risen[0]![1] - 3);
    const threshold = (): string => query(inspector, 'tr.predicted .threshold')!.getAttribute('d')!;
    const before = threshold();
    region.threshold = 0.2;
    await approach(places.one);
    await until(() => threshold() !== before, 'it follows the threshold');
    expect(query(inspector, 'tr.none .threshold'), 'no press has none').to.be.null;
  });

  it('tells what was predicted and pressed as chips with their time, and the figures of the page', async () => {
    const {region, one} = await threeButtons({id: 'inspected', threshold: '0.3', learn: 'off'});
    const inspector = await openInspector();
    expect(text(inspector, inView('This page', 'p'))).to.equal('The score begins with your first press.');
    await movePointer({
      points: handPath({from: [320, 80], to: pointInside(one, seededRandom(5)), random: seededRandom(5)}),
      down: true,
      up: true,
    });
    await until(() => query(inspector, '.decisions .foreseen') !== null, 'the press is listed');
    expect(text(inspector, '.foreseen .chip')).to.equal('✓ one pressed');
    expect(text(inspector, '.foreseen .details')).to.match(/^\d\.\d s ahead$/);
    expect(text(inspector, '.decisions time')).to.equal('now');
    expect(query(inspector, '.decisions .predicted .chip')!.textContent).to.include('one');
    expect(query(inspector, '.decisions .cleared'), 'the press ended it').to.be.null;
    await until(() => query(inspector, '.figures') !== null);
    const {scorecard} = region;
    const figure = (index: number): string =>
      text(inspector, inView('This page', `.figures > div:nth-child(${index}) dd`));
    expect(figure(1)).to.equal(`${scorecard.predictedPresses} of ${scorecard.presses}`);
    expect(figure(2)).to.equal(`${(scorecard.medianLeadMs! / 1000).toFixed(1)} s`);
    expect([figure(3), figure(4)]).to.deep.equal(['0', '0']);
    await until(() => /^−\d/.test(text(inspector, '.decisions time')), 'its age is counted');
  });

  it('offers a lower threshold while none is reached', async () => {
    const {region} = await threeButtons({id: 'inspected', threshold: '0.95', learn: 'off'});
    const inspector = await openInspector();
    await approach(places.one);
    await until(() => query(inspector, inView('Decisions', '.empty')) !== null);
    expect(text(inspector, inView('Decisions', '.empty p'))).to.equal(
      'No target has reached the threshold of 95 % yet.',
    );
    query(inspector, inView('Decisions', 'button'))!.click();
    expect(region.threshold).to.equal(0.3);
  });

  it('hears of targets that only the scope of a region covers', async () => {
    const {region} = await threeButtons({id: 'inspected', learn: 'off', threshold: '0.3'});
    const outside = document.createElement('main');
    outside.style.cssText = 'position: fixed; left: 100px; top: 250px';
    outside.append(newButton('outside'));
    region.parentElement!.append(outside);
    region.scope = 'main';
    await engineLoaded();
    const inspector = await openInspector();
    await press([160, 290]);
    await until(() => text(inspector, '.decisions').includes('outside pressed'), 'the press is listed');
  });

  it('keeps no error that is mended', async () => {
    const {region} = await threeButtons({id: 'inspected', learn: 'manual'});
    const inspector = await openInspector();
    button(inspector, 'Learn').click();
    await until(() => query(inspector, inView('Training', 'button')) !== null);
    button(inspector, 'Train').click();
    await until(() => text(inspector, '.failed').startsWith('Learning needs'));
    await press(places.one);
    await until(() => region.sampleCounts.count === 1);
    await until(() => text(inspector, '.status') === '', 'the error is gone');
  });
});
