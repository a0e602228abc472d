import {expect, fixture, fixtureCleanup, html, nextFrame, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import {fightRemovals} from '../../src/region/mark-fights.js';
import {define} from '../../src/core/define.js';
import type {PredictiveButton, PredictiveRegion} from '../../src/index.js';
import {faultyUrl, movePointer, straightPath} from '../support/commands.js';
import {
  approach,
  frames,
  newButton,
  places,
  record,
  threeButtons,
  uncaughtErrors,
  withWork,
} from '../support/regions.js';

/** Warnings during `act`. */
async function warningsOf(act: () => unknown): Promise<string[]> {
  const warnings: string[] = [];
  const {warn} = console;
  console.warn = (message: unknown) => warnings.push(String(message));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

function nudge(): Promise<void> {
  return movePointer({points: straightPath({from: [360, 382], to: [360, 390], durationMs: 60})});
}

describe('a page around a region', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  describe('whose listeners misbehave', () => {
    it('F49 throws in every listener, and its buttons are predicted nonetheless', async () => {
      const {region, two} = await threeButtons();
      withWork(two);
      for (const type of ['predictive-change', 'predictive-sample', 'preload', 'preload-outcome'])
        region.addEventListener(type, () => {
          throw new Error(`the page’s own mistake in ${type}`);
        });
      const {errors, stop} = uncaughtErrors();
      await approach(places.two);
      expect(two.predicted).to.be.true;
      await movePointer({points: [[360, 440, 30]], down: true, up: true});
      stop();
      expect(region.sampleCounts.count).to.equal(1);
      expect(two.predicted).to.be.false;
      expect(
        errors
          .map((error) => (error as Error).message)
          .filter((message) => !message.startsWith('the page’s own mistake')),
      ).to.be.empty;
    });

    it('F49 stops the propagation of every event, and presses are registered nonetheless', async () => {
      const {region, two} = await threeButtons();
      for (const type of ['pointermove', 'pointerdown', 'pointerup', 'click', 'focusin', 'keydown'])
        for (const node of [document, two])
          node.addEventListener(type, (event) => event.stopImmediatePropagation(), {
            capture: true,
            once: node === document,
          });
      await approach(places.two);
      await movePointer({points: [[360, 440, 30]], down: true, up: true});
      expect(region.sampleCounts.perKey).to.deep.equal({two: 1});
    });

    for (const [type, attributes] of [
      ['predictive-change', {}],
      ['preload', {}],
      // One probability is enough to predict and to preload, in one frame.
      ['preload', {threshold: '0.6'}],
      ['preload-outcome', {}],
    ] as const) {
      it(`F49 removes the button on ${type}${'threshold' in attributes ? ' in the frame that predicts it' : ''}: it is not predicted, and neither is it when it comes back`, async () => {
        const {region, two} = await threeButtons(attributes);
        const row = withWork(two).parentElement!;
        const {errors, stop} = uncaughtErrors();
        const changes = record(region, 'predictive-change');
        let changesBefore = Infinity;
        region.addEventListener(type, ({target}) => {
          if ((target !== two && target !== region) || !two.isConnected) return;
          two.remove();
          changesBefore = changes.length;
        });
        await approach(places.two);
        await movePointer({points: straightPath({from: [360, 380], to: [360, 60], durationMs: 200})});
        // Other predictions are cleared.
        window.dispatchEvent(new FocusEvent('blur'));
        await frames();
        stop();
        expect(two.isConnected).to.be.false;
        expect(two.matches('[predicted], :state(predicted)')).to.be.false;
        expect(two.style.getPropertyValue('--predictive-probability')).to.equal('');
        expect(
          changes.slice(changesBefore).map(({key}) => key),
          'events about it afterwards',
        ).not.to.include('two');
        row.append(two);
        await frames();
        expect(two.predicted).to.be.false;
        expect(errors).to.be.empty;
      });
    }

    it('F49 presses the button as soon as it is preloaded: it is pressed once, and not left highlighted', async () => {
      const {region, two} = await threeButtons();
      const clicks = record(two, 'click');
      const {errors, stop} = uncaughtErrors();
      two.addEventListener('preload', () => two.click(), {once: true});
      const changes = record(region, 'predictive-change');
      await approach(places.two);
      stop();
      expect(clicks.length).to.equal(1);
      expect(changes.at(-1)?.key ?? null).to.equal(two.predicted ? 'two' : null);
      expect(errors).to.be.empty;
    });

    it('F49 disables the region while it predicts', async () => {
      const {region, two} = await threeButtons();
      region.addEventListener('predictive-change', () => (region.disabled = true), {once: true});
      await approach(places.two);
      await region.updateComplete;
      expect(two.predicted).to.be.false;
    });

    it('F49 observes with a function that throws: it is called in later frames nonetheless', async () => {
      const {region, two} = await threeButtons();
      const {errors, stop} = uncaughtErrors();
      let calls = 0;
      const unobserve = region.observe(() => {
        if (++calls <= 3) throw new Error('the page’s own mistake');
      });
      await approach(places.two);
      await waitUntil(() => calls > 3);
      unobserve();
      stop();
      expect(errors.length).to.equal(3);
      expect(two.predicted).to.be.true;
    });
  });

  describe('that is rendered by a framework', function () {
    // A busy machine takes so long for a frame that the pointer is at rest in it.
    this.retries(2);

    it('F50 gets removed marks back within a frame, while the pointer moves', async () => {
      const {two} = await threeButtons();
      await approach(places.two);
      for (let y = 431; y < 440; y++) {
        await movePointer({points: [[360, y, 16]]});
        two.removeAttribute('predicted');
        two.removeAttribute('style');
        await nextFrame();
        expect(two.hasAttribute('predicted'), 'predicted').to.be.true;
        expect(two.style.getPropertyValue('--predictive-probability'), 'probability').not.to.equal('');
        two.style.cssText += 'width: 120px; height: 80px';
      }
    });

    it('F50 gets them back at rest, without endless frames', async () => {
      const {two} = await threeButtons();
      await approach(places.two);
      for (let i = 0; i < 5; i++) {
        two.removeAttribute('predicted');
        // The mark comes back without a tick, and before one at rest would clear it.
        await nextFrame();
        expect(two.hasAttribute('predicted')).to.be.true;
      }
    });

    it('F50 gets them back on native elements', async () => {
      const region = await fixture<PredictiveRegion>(html`
        <predictive-region targets="a">
          <a href="#" style="position: fixed; left: 300px; top: 400px; width: 120px; height: 80px">Link</a>
        </predictive-region>
      `);
      const link = region.querySelector('a')!;
      await approach(places.two);
      expect(link.hasAttribute('data-predicted')).to.be.true;
      // One removal more within a second would be a fight, which the kit gives up.
      for (let i = 1; i < fightRemovals; i++) {
        link.removeAttribute('data-predicted');
        await nextFrame();
        expect(link.hasAttribute('data-predicted')).to.be.true;
      }
    });

    it('F50 replaces its buttons every frame, and they are predicted', async () => {
      const {region} = await threeButtons();
      const row = region.querySelector('div')!;
      const points = straightPath({from: [360, 60], to: [360, 380], durationMs: 300});
      const moved = movePointer({points});
      let isMoving = true;
      void moved.then(() => (isMoving = false));
      const keys = new Set<string | null>();
      region.addEventListener('predictive-change', ({key}) => keys.add(key));
      while (isMoving) {
        row.replaceChildren(...['one', 'two', 'three'].map(newButton));
        await frames(1);
      }
      await nudge();
      expect([...keys]).to.include('two');
      expect(row.querySelectorAll('[predicted]').length).to.equal(1);
    });
  });

  it('F14 has the kit twice: the first definition stays, with one warning', async () => {
    const definitions = () =>
      ['predictive-region', 'predictive-button'].map((tag) => customElements.get(tag));
    const before = definitions();
    const {errors, stop} = uncaughtErrors();
    // A second address makes it a second module, with classes of its own.
    const again = `${location.origin}/src/elements/predictive-region.ts?again`;
    const {PredictiveRegion: Second} = (await import(again)) as {PredictiveRegion: typeof PredictiveRegion};
    const warnings = await warningsOf(async () => define(Second));
    stop();
    expect(definitions()).to.deep.equal(before);
    expect(warnings.length).to.equal(1);
    expect(errors).to.be.empty;
  });

  it('warns once about each invalid attribute value, and uses the default', async () => {
    const wrong = {
      threshold: '1.5',
      architecture: 'transformer',
      learn: 'yes',
      'label-on': 'focus',
      'min-accuracy': '70%',
      persist: 'disk',
      targets: 'a[',
      backend: 'gpu',
    };
    const warnings = await warningsOf(async () => {
      const {region} = await threeButtons(wrong);
      await threeButtons(wrong);
      expect([
        region.threshold,
        region.architecture,
        region.learn,
        region.labelOn,
        region.minAccuracy,
        region.persist,
        region.targets,
        region.backend,
      ]).to.deep.equal([0.5, 'scorer', 'auto', 'click', 0.7, 'none', '', 'auto']);
    });
    expect(warnings.length).to.equal(Object.keys(wrong).length);
    for (const [name, value] of Object.entries(wrong))
      expect(warnings.filter((warning) => warning.includes(`${name}="${value}"`)).length, name).to.equal(1);
  });

  it('survives an invalid selector in its targets property', async () => {
    const {region, two} = await threeButtons();
    const {errors, stop} = uncaughtErrors();
    region.targets = 'a[';
    await region.updateComplete;
    for (let i = 0; i < 3; i++) {
      region.append(document.createElement('p'));
      await frames();
    }
    await approach(places.two);
    stop();
    expect(two.predicted).to.be.true;
    expect(errors).to.be.empty;
  });

  it('clears the prediction at a press even with a threshold of 0', async () => {
    const {region} = await threeButtons({threshold: '0'});
    await approach(places.two);
    window.dispatchEvent(new FocusEvent('blur'));
    expect(region.querySelectorAll('[predicted]').length).to.equal(0);
  });

  it('an observer that changes the region does not keep it busy while only habits predict', async () => {
    const {region, two} = await threeButtons({hints: ''});
    const log = document.createElement('output');
    region.append(log);
    let calls = 0;
    const stop = region.observe(({none}) => {
      // An endless loop would never reach the assertion.
      if (++calls < 200) log.replaceChildren(String(none));
    });
    two.click();
    await frames(30);
    stop();
    expect(calls).to.be.within(1, 10);
  });

  it('an observer that changes the region does not keep it busy', async () => {
    const {region} = await threeButtons();
    const log = document.createElement('output');
    region.append(log);
    let calls = 0;
    region.observe(({none}) => {
      calls++;
      log.textContent = String(none);
    });
    await approach(places.two);
    const {length} = region.querySelectorAll('*');
    expect(length).to.be.above(0);
    const before = calls;
    await frames(30);
    expect(calls - before).to.be.below(10);
  });

  describe('without a module of the kit', function () {
    this.timeout(20_000);

    /** A new page in which requests for some modules fail, because an import map redirects them. */
    async function pageWithout(...names: string[]): Promise<Window & typeof globalThis> {
      const paths = names.map((name) => `/src/${name}.ts`);
      const imports = Object.fromEntries(
        paths.map((path) => [`${location.origin}${path}`, faultyUrl('404', path)]),
      );
      const frame = await fixture<HTMLIFrameElement>(html`
        <iframe
          style="position: fixed; inset: 0; width: 800px; height: 600px; border: 0"
          srcdoc=${`<!doctype html>
            <script>
              errors = [];
              codes = [];
              addEventListener('predictive-error', ({error}) => codes.push(error.code), true);
              addEventListener('error', (event) => errors.push(event.message));
              addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
            </script>
            <script type="importmap">${JSON.stringify({imports})}</script>
            <script type="module" src="/src/index.ts"></script>
            <predictive-region targets="a">
              <predictive-button id="two" preload="prefetch" href="/package.json" style="position: fixed; left: 300px; top: 400px; width: 120px; height: 80px">Two</predictive-button>
              <a href="#" style="position: fixed; left: 500px; top: 400px; width: 120px; height: 80px">Three</a>
            </predictive-region>`}
        ></iframe>
      `);
      // The page inside has the kit.
      const inside = frame.contentWindow as Window & typeof globalThis;
      await waitUntil(() => inside.customElements?.get('predictive-button'), 'the kit is loaded', {
        timeout: 10_000,
      });
      return inside;
    }

    /** Approaches the button, again if the session had not loaded in the frame yet. */
    async function untilPredicted(two: PredictiveButton): Promise<void> {
      const approached = async (): Promise<boolean> => {
        await approach(places.two);
        return two.predicted;
      };
      await waitUntil(approached, 'predicted', {timeout: 10_000});
    }

    it('F13 works without learning: train() rejects, buttons are predicted, and the page gets no error', async () => {
      const inside = await pageWithout(
        'learning/open-learner',
        'region/preload-feature',
        'preload/preload-steps',
        'region/native-targets',
      );
      const region = inside.document.querySelector('predictive-region')!;
      const two = inside.document.querySelector('predictive-button')!;
      region.setAttribute('targets', 'a, button');
      await untilPredicted(two);
      const error = await region.train().catch((thrown: unknown) => thrown);
      expect((error as {code: string}).code).to.equal('chunk-unavailable');
      await movePointer({points: [[360, 440, 30]]});
      await frames();
      const {codes, errors} = inside as unknown as {codes: string[]; errors: string[]};
      expect([...new Set(codes)]).to.deep.equal(['chunk-unavailable']);
      expect(errors).to.be.empty;
    });

    it('F13 works without observation: an observer is not called, and the page gets no error', async () => {
      const inside = await pageWithout('region/observation');
      let calls = 0;
      inside.document.querySelector('predictive-region')!.observe(() => calls++);
      await untilPredicted(inside.document.querySelector('predictive-button')!);
      await frames();
      expect(calls).to.equal(0);
      expect((inside as unknown as {errors: string[]}).errors).to.be.empty;
    });
  });
});
