import {expect, fixtureCleanup} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import '../../src/inspector/index.js';
import type {PredictiveInspector} from '../../src/inspector/index.js';
import {threeButtons} from '../support/regions.js';
import {
  answerWith,
  button,
  dataset,
  downloads,
  figures,
  openInspector,
  show,
  text,
  until,
} from './inspectors.js';

async function open(): Promise<{inspector: PredictiveInspector; region: PredictiveRegion}> {
  const {region} = await threeButtons({id: 'inspected', learn: 'manual'});
  const inspector = await openInspector();
  await show(inspector, 'Data');
  return {inspector, region};
}

describe('the data view of the inspector', () => {
  afterEach(async () => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    await resetMouse();
  });

  it('counts the samples of each button, including those never pressed', async () => {
    const {inspector, region} = await open();
    const empty = {one: '0', two: '0', three: '0', 'No press': '0'};
    expect(figures(inspector, 'Data')).to.deep.equal(empty);
    expect(text(inspector, '.why')).to.equal('30 more presses until it can learn.');
    await region.importDataset(dataset(60));
    await until(() => figures(inspector, 'Data')['No press'] === '12');
    expect(figures(inspector, 'Data')).to.deep.equal({
      ...{...empty, save: '16', send: '16', cancel: '16', 'No press': '12'},
    });
    expect(text(inspector, '.why')).to.equal('48 presses: enough to learn from.');
  });

  it('imports what it exported, and says which part of a file is invalid', async () => {
    const {inspector, region} = await open();
    answerWith([dataset(20)]);
    button(inspector, 'Import…').click();
    await until(() => text(inspector, '.status') === '20 samples added from made-up.json.');
    const [file] = await downloads(1, () => button(inspector, 'Export').click());
    expect(file!.name).to.equal('samples.json');
    expect(await file!.text()).to.equal(await dataset(20).text());
    await region.resetDataset();
    answerWith([file!]);
    button(inspector, 'Import…').click();
    await until(() => region.sampleCounts.count === 20);
    answerWith([new File(['{'], 'broken.json')]);
    button(inspector, 'Import…').click();
    await until(() => text(inspector, '.failed') === 'broken.json: is not JSON.');
    expect(region.sampleCounts.count).to.equal(20);
  });

  it('lists the newest samples first, and deletes the named one', async () => {
    const {inspector, region} = await open();
    await region.importDataset(dataset(13));
    await until(() => !button(inspector, 'List the samples').disabled);
    button(inspector, 'List the samples').click();
    const names = (): string[] =>
      [...inspector.renderRoot.querySelectorAll('.samples b')].map((each) => each.textContent);
    await until(() => names().length === 10);
    button(inspector, '3 more of 13').click();
    await until(() => names().length === 13);
    const {samples} = JSON.parse(await (await region.exportDataset()).text()) as {
      samples: {id: string; pressed: string | null}[];
    };
    expect(names()).to.deep.equal(samples.map(({pressed}) => pressed ?? 'No press').reverse());
    inspector.renderRoot
      .querySelectorAll<HTMLElement>('.samples button[aria-label^="Delete"]')
      .item(1)
      .click();
    await until(() => names().length === 12);
    const kept = JSON.parse(await (await region.exportDataset()).text()) as {samples: {id: string}[]};
    expect(kept.samples.map(({id}) => id)).to.deep.equal(
      samples.map(({id}) => id).filter((id) => id !== samples.at(-2)!.id),
    );
  });

  it('deletes all samples only after a confirmation', async () => {
    const {inspector, region} = await open();
    await region.importDataset(dataset(10));
    await until(() => !button(inspector, 'Delete all…').disabled);
    button(inspector, 'Delete all…').focus();
    button(inspector, 'Delete all…').click();
    await until(() => text(inspector, '.danger') === 'Delete all samples');
    expect(inspector.shadowRoot?.activeElement).to.equal(button(inspector, 'No, keep'));
    button(inspector, 'No, keep').click();
    await until(() => text(inspector, '.danger') === '');
    expect(region.sampleCounts.count).to.equal(10);
    button(inspector, 'Delete all…').click();
    await until(() => text(inspector, '.danger') !== '');
    button(inspector, 'Delete all samples').click();
    await until(() => text(inspector, '.status') === 'The samples are deleted; the model stays.');
    expect(region.sampleCounts.count).to.equal(0);
  });
});
