import {expect, oneEvent, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton, PredictiveChangeEvent, PredictiveModelEvent} from '../../src/index.js';
import {handPath, pointInside, seededRandom} from '../support/approaches.js';
import {markRequests, movePointer, requestsSince} from '../support/commands.js';
import {threeButtons} from '../support/regions.js';

const trainingApproaches = 60;
const testedApproaches = 20;

describe('a region that learns from real pointer input', function () {
  this.timeout(240_000);
  afterEach(() => resetMouse());

  it('trains in the worker after 60 approaches, uses the model, and then predicts 18 of 20 presses 100 ms ahead', async () => {
    const mark = await markRequests();
    const {region, one, two, three} = await threeButtons({learn: 'manual'});
    const buttons = [one, two, three];
    const random = seededRandom(7);
    let at: [x: number, y: number] = [400, 100];
    const approach = async (): Promise<PredictiveButton> => {
      const start: [number, number] = [100 + 600 * random(), 40 + 160 * random()];
      await movePointer({points: [...handPath({from: at, to: start, random}), [start[0], start[1], 260]]});
      const button = buttons[Math.floor(random() * buttons.length)]!;
      at = pointInside(button, random);
      await movePointer({points: handPath({from: start, to: at, random}), down: true, up: true});
      return button;
    };

    for (let i = 0; i < trainingApproaches; i++) await approach();
    expect(region.sampleCounts.count - region.sampleCounts.none).to.equal(trainingApproaches);
    expect((await requestsSince(mark)).filter((url) => url.includes('tensorflow'))).to.be.empty;

    const changed = oneEvent(region, 'predictive-model');
    await region.train();
    const {verdict, reasons, evaluation} = (await changed) as unknown as PredictiveModelEvent;
    expect(verdict, reasons.join(' ')).to.equal('taken');
    expect(evaluation?.samples).to.be.at.least(trainingApproaches / 5);
    const isLoaded = async (): Promise<boolean> =>
      (await requestsSince(mark)).some((url) => url.includes('tensorflow'));
    await waitUntil(isLoaded, 'the log has the requests for TensorFlow.js', {timeout: 10_000});

    let predictedEarly = 0;
    for (let i = 0; i < testedApproaches; i++) {
      let since: {element: HTMLElement | null; at: number} = {element: null, at: 0};
      const watch = (event: PredictiveChangeEvent): void =>
        void (since = {element: event.predicted, at: performance.now()});
      let lead = 0;
      const press = (event: PointerEvent): void => {
        if (since.element !== null && event.composedPath().includes(since.element))
          lead = performance.now() - since.at;
      };
      region.addEventListener('predictive-change', watch);
      window.addEventListener('pointerdown', press, {capture: true});
      await approach();
      region.removeEventListener('predictive-change', watch);
      window.removeEventListener('pointerdown', press, {capture: true});
      if (lead >= 100) predictedEarly++;
    }
    expect(predictedEarly).to.be.at.least(18);
  });
});
