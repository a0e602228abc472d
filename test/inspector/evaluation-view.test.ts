import {expect, fixtureCleanup} from '@open-wc/testing';
import '../../src/index.js';
import '../../src/inspector/index.js';
import {threeButtons} from '../support/regions.js';
import {button, dataset, figures, openInspector, query, show, text, until} from './inspectors.js';

describe('the evaluation view of the inspector', function () {
  this.timeout(60_000);

  afterEach(() => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
  });

  it('shows the confusion matrix and the accuracies that evaluate() returns', async () => {
    const {region} = await threeButtons({id: 'inspected', backend: 'cpu', learn: 'manual'});
    await region.importDataset(dataset(100));
    const inspector = await openInspector();
    await show(inspector, 'Evaluation');
    button(inspector, 'Evaluate the model in use').click();
    await until(() => query(inspector, '.confusion') !== null, 'evaluated');
    const {labels, confusion, perButton, samples, accuracy} = await region.evaluate();
    const cells = (selector: string): string[] =>
      [...inspector.renderRoot.querySelectorAll(selector)].map((each) => each.textContent);
    expect(cells('.confusion thead th').slice(1)).to.deep.equal(labels.map((label) => label ?? 'No press'));
    expect(cells('.confusion td')).to.deep.equal(confusion.flat().map(String));
    expect(confusion.flat().reduce((sum, count) => sum + count, 0)).to.equal(samples);
    const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;
    expect(cells('[data-shows=buttons] .number')).to.deep.equal(
      Object.values(perButton).map(({accuracy: share, count}) => `${percent(share)} of ${count}`),
    );
    expect(figures(inspector, 'Evaluation')).to.include({
      Model: 'the model in use',
      'Held-out samples': String(samples),
      Accuracy: percent(accuracy),
    });
  });

  it('shows the evaluation of a refused model, and removes it on a reset', async () => {
    const {region} = await threeButtons({id: 'inspected', backend: 'cpu', learn: 'manual'});
    await region.importDataset(dataset(60));
    region.minAccuracy = 1;
    const inspector = await openInspector();
    await show(inspector, 'Evaluation');
    const {verdict, evaluation} = await region.train();
    await until(() => query(inspector, '.confusion') !== null);
    expect(figures(inspector, 'Evaluation')['Model']).to.equal(
      verdict === 'taken' ? 'the scorer in use' : 'the refused scorer',
    );
    expect(figures(inspector, 'Evaluation')['Log-loss']).to.equal(evaluation!.logLoss.toFixed(3));
    await region.resetModel();
    await until(() => query(inspector, '.confusion') === null);
  });

  it('says that there are no samples to evaluate on', async () => {
    await threeButtons({id: 'inspected'});
    const inspector = await openInspector();
    await show(inspector, 'Evaluation');
    button(inspector, 'Evaluate the model in use').click();
    await until(() => text(inspector, '.failed').startsWith('There are no samples yet'));
  });
});
