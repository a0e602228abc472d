import {expect, fixtureCleanup} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import '../../src/inspector/index.js';
import type {PredictiveInspector} from '../../src/inspector/index.js';
import {record, threeButtons} from '../support/regions.js';
import {button, dataset, input, inView, openInspector, query, show, text, until} from './inspectors.js';

async function open(): Promise<{inspector: PredictiveInspector; region: PredictiveRegion}> {
  const {region} = await threeButtons({id: 'inspected', backend: 'cpu', learn: 'manual'});
  const inspector = await openInspector();
  await show(inspector, 'Training');
  return {inspector, region};
}

/** Number of pixels drawn on a chart's canvas. */
function drawnPixels(inspector: PredictiveInspector): number {
  const canvas = query(inspector, '.plot canvas') as HTMLCanvasElement;
  const {data} = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, index) => index % 4 === 3 && value > 0).length;
}

describe('the training view of the inspector', function () {
  this.timeout(120_000);

  afterEach(async () => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    await resetMouse();
  });

  it('trains, draws curves as they grow, and shows the verdict with its reasons', async () => {
    const {inspector, region} = await open();
    await region.importDataset(dataset(60));
    const verdicts = record(region, 'predictive-model');
    const epochs = record(region, 'predictive-train');
    button(inspector, 'Train').click();
    await until(() => query(inspector, '.plot canvas') !== null, 'a chart');
    expect(button(inspector, 'Train').disabled).to.be.true;
    await until(() => query(inspector, '[data-shows=verdict]') !== null, 'a verdict');
    const last = epochs.findLast(({phase}) => phase === 'epoch')!.report!;
    const percent = (share: number): string => `${Math.round(share * 100)} %`;
    const [accuracy, loss] = [...inspector.renderRoot.querySelectorAll('.plot')].map(({ariaLabel}) =>
      ariaLabel?.replaceAll('\u00a0', ' '),
    );
    expect(accuracy).to.equal(
      `Accuracy by epoch: training ${percent(last.accuracy)}, held out ${percent(last.heldOutAccuracy)}.`,
    );
    expect(loss).to.equal(
      `Loss by epoch: training ${last.loss.toFixed(2)}, held out ${last.heldOutLoss.toFixed(2)}.`,
    );
    expect(drawnPixels(inspector)).to.be.above(1000);
    const [{verdict, reasons}] = verdicts as [(typeof verdicts)[0]];
    expect(query(inspector, '.badge')!.className).to.equal(`badge ${verdict}`);
    expect(
      [...inspector.renderRoot.querySelectorAll('.verdict li')].map((each) => each.textContent),
    ).to.deep.equal(reasons);
    expect(text(inspector, '[data-shows=progress]')).to.include(`epoch ${last.epoch} of ${last.epochs}`);
    expect(text(inspector, '.view')).to.include('With cpu, in a worker. Measured: cpu');
    expect(button(inspector, 'Cancel').disabled).to.be.true;
  });

  it('keeps the held-out curve of the architecture trained before', async () => {
    const {inspector, region} = await open();
    await region.importDataset(dataset(60));
    await region.train();
    region.architecture = 'simple-rnn';
    const cancel = new AbortController();
    const second = region.train({signal: cancel.signal}).catch(() => undefined);
    await until(
      () => query(inspector, '.key.other')?.textContent.startsWith('scorer, held out') === true,
      'both curves',
    );
    cancel.abort();
    await second;
    await until(() => text(inspector, '[data-shows=progress]').includes('was cancelled'));
  });

  it('cancels a training, whoever started it', async () => {
    const {inspector, region} = await open();
    await region.importDataset(dataset(60));
    const trained = region.train().then(
      () => 'trained',
      (error: Error) => error.name,
    );
    await until(() => !button(inspector, 'Cancel').disabled);
    button(inspector, 'Cancel').click();
    expect(await trained).to.equal('AbortError');
    await until(() => !button(inspector, 'Train').disabled);
  });

  it('says which samples are missing', async () => {
    const {inspector} = await open();
    button(inspector, 'Train').click();
    await until(() => text(inspector, '.failed').startsWith('Learning needs'));
  });

  it("sets the architecture, the backend and the accuracy that the region's training uses", async () => {
    const {inspector, region} = await open();
    const [architecture, backend] = inspector.renderRoot.querySelectorAll<HTMLSelectElement>(
      inView('Training', 'select'),
    );
    expect([architecture!.value, backend!.value]).to.deep.equal(['scorer', 'cpu']);
    architecture!.value = 'gru';
    architecture!.dispatchEvent(new Event('change'));
    backend!.value = 'wasm';
    backend!.dispatchEvent(new Event('change'));
    const range = input(inspector, inView('Training', 'input[type=range]'));
    range.valueAsNumber = 0.9;
    range.dispatchEvent(new Event('input'));
    expect([region.architecture, region.backend, region.minAccuracy]).to.deep.equal(['gru', 'wasm', 0.9]);
  });
});
