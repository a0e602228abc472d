import {expect, oneEvent} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton, PredictiveChangeEvent, PredictiveModelEvent} from '../../src/index.js';
import {handPath, pointInside, seededRandom} from '../support/approaches.js';
import {markRequests, movePointer, requestsSince} from '../support/commands.js';
import {record, threeButtons} from '../support/regions.js';

const trainingApproaches = 60;
const testedApproaches = 20;

const {Worker: BrowserWorker} = window;

/** The addresses of the workers that the page starts from now on. */
function startedWorkers(): string[] {
  const addresses: string[] = [];
  window.Worker = class extends BrowserWorker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      addresses.push(String(address));
    }
  };
  return addresses;
}

describe('a region that learns from real pointer input', function () {
  this.timeout(240_000);
  afterEach(async () => {
    window.Worker = BrowserWorker;
    await resetMouse();
  });

  it('trains in the worker after 60 approaches, uses the model, and then predicts 18 of 20 presses 100 ms ahead', async () => {
    const mark = await markRequests();
    // A worker that the browser has cached is not requested.
    const workers = startedWorkers();
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
    expect((await requestsSince(mark)).filter((url) => /tensorflow|trainer\.worker/.test(url))).to.be.empty;

    expect(workers).to.be.empty;

    const phases = record(region, 'predictive-train');
    const changed = oneEvent(region, 'predictive-model');
    await region.train();
    const {verdict, reasons, evaluation} = (await changed) as unknown as PredictiveModelEvent;
    expect(verdict, reasons.join(' ')).to.equal('taken');
    expect(evaluation?.samples).to.be.at.least(trainingApproaches / 5);
    expect(workers.length).to.equal(1);
    expect(workers[0]).to.include('trainer.worker');
    // TensorFlow.js has told where it trained.
    expect(phases.flatMap(({backend}) => backend?.backend ?? [])).not.to.be.empty;

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
