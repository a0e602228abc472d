import {expect, fixtureCleanup} from '@open-wc/testing';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import '../../src/inspector/index.js';
import type {PredictiveInspector} from '../../src/inspector/index.js';
import {faultyUrl} from '../support/commands.js';
import {record, threeButtons} from '../support/regions.js';
import {
  answerWith,
  button,
  dataset,
  downloads,
  figures,
  input,
  openInspector,
  query,
  show,
  text,
  until,
} from './inspectors.js';

async function open(
  attributes: Record<string, string> = {},
): Promise<{inspector: PredictiveInspector; region: PredictiveRegion}> {
  const {region} = await threeButtons({id: 'inspected', backend: 'cpu', learn: 'manual', ...attributes});
  const inspector = await openInspector();
  await show(inspector, 'Model');
  await until(() => query(inspector, '[data-shows=model]') !== null);
  return {inspector, region};
}

describe('the model view of the inspector', function () {
  this.timeout(60_000);

  afterEach(() => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
  });

  it('summarises the model in use: its layers, parameters and size, and where it was trained', async function () {
    // A network is trained in plain JavaScript, a minute's work for a busy machine.
    this.timeout(180_000);
    const {inspector, region} = await open();
    const {modelJson, weights} = await region.exportModel();
    const parameters = weights.size / Float32Array.BYTES_PER_ELEMENT;
    expect(figures(inspector, 'Model in use')).to.deep.equal({
      Architecture: 'scorer',
      Buttons: 'any',
      Parameters: parameters.toLocaleString('en'),
      Size: `${((modelJson.size + weights.size) / 1000).toFixed(1)}\u00a0kB`,
      'Trained with': 'cpu, not yet trained',
    });
    const column = (index: number): number[] =>
      [...inspector.renderRoot.querySelectorAll(`.layers tbody td:nth-child(${index})`)].map(
        ({textContent}) => Number(textContent),
      );
    expect(column(4).reduce((sum, count) => sum + count, 0)).to.equal(parameters);
    expect(column(3)).to.deep.equal([24, 12, 4]);
    await region.importDataset(dataset(40));
    region.architecture = 'simple-rnn';
    region.minAccuracy = 0;
    const {verdict} = await region.train();
    if (verdict === 'taken')
      await until(
        () => figures(inspector, 'Model in use')['Buttons'] === 'save, send, cancel',
        'the new model',
      );
    await show(inspector, 'Live');
    await show(inspector, 'Model');
    await until(() => figures(inspector, 'Model in use')['Trained with'] === 'cpu');
  });

  it('loads the files that it downloaded', async () => {
    const {inspector, region} = await open();
    const files = await downloads(2, () => button(inspector, 'Download').click());
    expect(files.map(({name}) => name)).to.deep.equal(['model.json', 'model.weights.bin']);
    const changes = record(region, 'predictive-model');
    answerWith(files);
    button(inspector, 'Upload…').click();
    await until(() => text(inspector, '.status') === 'The scorer is in use.', 'loaded');
    expect(changes.map(({source, verdict}) => [source, verdict])).to.deep.equal([['file', 'taken']]);
    answerWith([files[1]!]);
    button(inspector, 'Upload…').click();
    await until(() => text(inspector, '.failed').startsWith('Choose one model.json'));
  });

  it('says why a URL cannot be used', async () => {
    const {inspector} = await open();
    const url = faultyUrl('404', '/model.json');
    input(inspector, '[name=url]').value = url;
    button(inspector, 'Fetch').click();
    await until(() => text(inspector, '.failed').endsWith(`${url}: answered 404.`));
  });

  it('saves samples and model in this browser, where another region finds them', async () => {
    const {inspector, region} = await open({name: 'saved'});
    await region.importDataset(dataset(12));
    button(inspector, 'Save').click();
    await until(() => text(inspector, '.status').startsWith('Saved.'), 'saved');
    expect([region.persist, region.sampleCounts.count]).to.deep.equal(['local', 12]);
    inspector.remove();
    fixtureCleanup();
    const {inspector: later, region: next} = await open({name: 'saved'});
    expect(next.sampleCounts.count).to.equal(0);
    button(later, 'Load…').click();
    await until(() => text(later, '.danger') !== '');
    button(later, 'Discard unsaved data').click();
    await until(() => text(later, '.status') === 'Loaded, with 12 samples.');
    await next.forget();
  });

  it('resets the model and keeps the samples, and forgets everything', async () => {
    const {inspector, region} = await open();
    await region.importDataset(dataset(12));
    const changes = record(region, 'predictive-model');
    button(inspector, 'Reset…').click();
    await until(() => text(inspector, '.danger') === 'Reset the model');
    button(inspector, 'Reset the model').click();
    await until(() => changes.length === 1);
    expect([changes[0]!.verdict, region.sampleCounts.count]).to.deep.equal(['reset', 12]);
    button(inspector, 'Forget everything…').click();
    await until(() => text(inspector, '.danger') === 'Delete samples and model');
    button(inspector, 'Delete samples and model').click();
    await until(() => region.sampleCounts.count === 0);
  });
});
