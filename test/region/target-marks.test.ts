import {aTimeout, expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {leastLitMs} from '../../src/prediction/highlight-timing.js';
import {fightRemovals} from '../../src/region/mark-fights.js';
import {movePointer, straightPath} from '../support/commands.js';
import {approach, engineLoaded, frames, places, threeButtons} from '../support/regions.js';

const place = 'position: fixed; left: 300px; top: 400px; width: 120px; height: 80px';

/** A region with one native button, which a class places where `places.two` is; `attributes` are its own. */
async function oneButton(attributes = ''): Promise<{region: PredictiveRegion; button: HTMLElement}> {
  const around = await fixture<HTMLElement>(html`<div></div>`);
  around.innerHTML = `<style>.there {${place}}</style>
    <predictive-region targets="button"><p><button class="there" ${attributes}>One</button></p></predictive-region>`;
  const region = around.querySelector('predictive-region')!;
  await engineLoaded();
  await import('../../src/region/native-targets.js');
  await waitUntil(() => region.isConnected);
  return {region, button: region.querySelector('button')!};
}

/** Whether the region shows anything on the element. */
function isShown(element: Element): boolean {
  return (
    element.hasAttribute('data-predicted') || (element.getAttribute('style') ?? '').includes('--predictive')
  );
}

/** Ends the approach: the pointer has left. */
function leave(): void {
  window.dispatchEvent(new FocusEvent('blur'));
}

/** Counts the times that `data-predicted` is written into `root`. */
function countMarks(root: Node): () => number {
  let count = 0;
  const note = (records: MutationRecord[]): void => {
    for (const {target, oldValue} of records)
      if (oldValue === null && target instanceof Element && target.hasAttribute('data-predicted')) count++;
  };
  const observer = new MutationObserver(note);
  observer.observe(root, {subtree: true, attributeFilter: ['data-predicted'], attributeOldValue: true});
  return () => {
    note(observer.takeRecords());
    return count;
  };
}

describe('the marks of a region', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('with which a page was saved are removed when it is shown again', async () => {
    const {region, button} = await oneButton();
    const paragraph = button.parentElement!;
    const before = paragraph.innerHTML;
    await approach(places.two);
    await waitUntil(() => isShown(button));
    const saved = paragraph.innerHTML;
    expect(saved).not.to.equal(before);
    leave();
    paragraph.innerHTML = '';
    await frames();
    paragraph.innerHTML = saved;
    await waitUntil(() => !isShown(region.querySelector('button')!));
    expect(paragraph.innerHTML).to.equal(before);
  });

  it('that another program has saved with the page are removed from the start', async () => {
    const {button} = await oneButton(
      'data-predicted data-preload-state="preloaded" data-hint="likely" style="color: red; --predictive-probability: 0.8"',
    );
    await waitUntil(() => !isShown(button));
    expect(button.outerHTML).to.equal('<button class="there" style="color: red;">One</button>');
  });

  for (const attributes of [
    '',
    'style=""',
    'style="color:red"',
    'style="color: red;"',
    'style="--predictive-probability-of-mine:1;;"',
    'data-preload-state="of the page"',
  ])
    it(`leave a button as it was: <button ${attributes}>`, async () => {
      const {region, button} = await oneButton(attributes);
      const before = region.innerHTML;
      await approach(places.two);
      await waitUntil(() => button.hasAttribute('data-predicted'));
      expect(button.style.getPropertyValue('--predictive-probability')).not.to.equal('');
      leave();
      await frames();
      expect(region.innerHTML).to.equal(before);
    });

  it('leave the style that the page has written meanwhile', async () => {
    const {button} = await oneButton();
    await approach(places.two);
    await waitUntil(() => button.hasAttribute('data-predicted'));
    button.style.color = 'red';
    leave();
    await frames();
    expect(button.getAttribute('style')).to.equal('color: red;');
  });

  it('are gone from a button that the page removes, and from all when the region is removed', async () => {
    for (const remove of [
      (button: HTMLElement) => button.remove(),
      (button: HTMLElement) => button.closest('predictive-region')!.remove(),
    ]) {
      const {button} = await oneButton();
      const before = button.outerHTML;
      await approach(places.two);
      await waitUntil(() => button.hasAttribute('data-predicted'));
      remove(button);
      await frames();
      expect(button.outerHTML).to.equal(before);
      fixtureCleanup();
      await resetMouse();
    }
  });

  for (const own of ['data-hint="Tooltip"', 'aria-description="Of the page" data-hint="Tooltip"'])
    it(`by habit leave a button as it was: <button ${own}>`, async () => {
      const around = await fixture<HTMLElement>(html`<div></div>`);
      around.innerHTML = `<predictive-region targets="button" hints="described">
        <button id="a" ${own}>A</button> <button>B</button> <button>C</button> <button>D</button>
      </predictive-region>`;
      const region = around.querySelector('predictive-region')!;
      const button = around.querySelector('button')!;
      const before = button.outerHTML;
      await engineLoaded();
      region.seedOrders(Array<string[]>(5).fill(['a', 'B']));
      await waitUntil(() => button.dataset.hint === 'likely');
      const isOwn = own.includes('aria-description');
      expect(button.getAttribute('aria-description')).to.equal(isOwn ? 'Of the page' : 'Likely next');
      expect(button.style.getPropertyValue('--predictive-probability')).not.to.equal('');
      region.removeAttribute('hints');
      await waitUntil(() => button.dataset.hint === 'Tooltip');
      await frames();
      // Without a pointer that hovers, habit preloads as well; hints are not what ends that.
      button.removeAttribute('data-preload-state');
      expect(button.outerHTML).to.equal(before);
    });

  describe('that something removes', () => {
    it('at once: are given up after the third time, until the next approach', async () => {
      const {region, button} = await oneButton();
      const marks = countMarks(region);
      const observer = new MutationObserver(() => {
        button.removeAttribute('data-predicted');
        button.removeAttribute('style');
      });
      observer.observe(button, {attributes: true});
      // So slowly that its probability is written three times before it is predicted.
      await movePointer({points: straightPath({from: [360, 60], to: [360, 380], durationMs: 1200})});
      await movePointer({points: straightPath({from: [360, 380], to: [360, 430], durationMs: 400})});
      await frames();
      expect(marks()).to.equal(0);
      expect(isShown(button)).to.be.false;
      observer.disconnect();
      await movePointer({points: straightPath({from: [360, 430], to: [360, 440], durationMs: 200})});
      await frames();
      expect(marks(), 'left alone').to.equal(0);
      expect(isShown(button), 'left alone').to.be.false;
      leave();
      await approach(places.two);
      await waitUntil(() => button.hasAttribute('data-predicted'), 'marked in the next approach');
    });

    it('in a render soon after: are written three times, and then no more', async () => {
      const {region, button} = await oneButton();
      const marks = countMarks(region);
      const timer = setInterval(() => {
        if (!button.hasAttribute('data-predicted')) return;
        button.removeAttribute('data-predicted');
        button.removeAttribute('style');
      }, 5);
      await approach(places.two);
      await movePointer({points: straightPath({from: [360, 380], to: [360, 440], durationMs: 600})});
      await frames();
      clearInterval(timer);
      expect(marks()).to.equal(fightRemovals);
      expect(isShown(button)).to.be.false;
    });

    it('by rendering the element anew, as editors do: are given up as well', async () => {
      const {region} = await oneButton('id="one"');
      const paragraph = region.querySelector('p')!;
      let renders = 0;
      const observer = new MutationObserver((records) => {
        if (
          !records.some(
            ({type, target}) => type === 'attributes' && (target as Element).hasAttribute('data-predicted'),
          )
        )
          return;
        renders++;
        paragraph.innerHTML = '<button class="there" id="one">One</button>';
      });
      observer.observe(paragraph, {subtree: true, attributes: true, childList: true});
      await approach(places.two);
      await movePointer({points: straightPath({from: [360, 380], to: [360, 440], durationMs: 800})});
      await frames();
      observer.disconnect();
      expect(renders).to.be.within(1, fightRemovals);
      expect(isShown(region.querySelector('#one')!)).to.be.false;
    });

    it('at once, on a button of the kit: the page goes on', async () => {
      const {two} = await threeButtons();
      let removals = 0;
      const observer = new MutationObserver(() => {
        if (!two.hasAttribute('predicted')) return;
        two.removeAttribute('predicted');
        if (++removals > 1000) throw new Error('The page does not go on.');
      });
      observer.observe(two, {attributes: true});
      await approach(places.two);
      observer.disconnect();
      expect(removals).to.be.within(1, 50);
    });
  });

  it('are shown for at least 200 ms while the pointer passes the buttons', async () => {
    const {region} = await threeButtons();
    const spans: number[] = [];
    const litAt = new Map<Element, number>();
    const observer = new MutationObserver((records) => {
      for (const target of new Set(records.map(({target}) => target as Element))) {
        const isLit = target.hasAttribute('predicted');
        if (isLit && !litAt.has(target)) litAt.set(target, performance.now());
        else if (!isLit && litAt.has(target)) {
          spans.push(performance.now() - litAt.get(target)!);
          litAt.delete(target);
        }
      }
    });
    observer.observe(region, {subtree: true, attributeFilter: ['predicted']});
    for (let i = 0; i < 4; i++) {
      await movePointer({points: straightPath({from: [40, 440], to: [700, 440], durationMs: 500})});
      await movePointer({points: straightPath({from: [700, 440], to: [360, 60], durationMs: 300})});
    }
    await aTimeout(leastLitMs);
    observer.disconnect();
    expect(spans.length).to.be.above(2);
    // A frame less, because a mutation is noticed after it has happened.
    expect(Math.min(...spans)).to.be.at.least(leastLitMs - 17);
  });

  it('F88 write nothing that a style sheet could read with highlight="none", while a target is predicted', async () => {
    const {region, button} = await oneButton();
    region.setAttribute('highlight', 'none');
    region.setAttribute('hints', 'described');
    await region.updateComplete;
    const written: string[] = [];
    const note = (records: MutationRecord[]): void => {
      for (const {attributeName} of records) written.push(String(attributeName));
    };
    const observer = new MutationObserver(note);
    observer.observe(region, {subtree: true, attributes: true});
    const predicted: unknown[] = [];
    const stop = region.observe((observation) => predicted.push(observation.predicted));
    await approach(places.two);
    await waitUntil(() => predicted.includes(button));
    await frames();
    stop();
    note(observer.takeRecords());
    observer.disconnect();
    expect(written).to.be.empty;
  });
});
