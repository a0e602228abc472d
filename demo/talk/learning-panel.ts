import type {ModelChange, PredictiveRegion} from '../../src/index.js';
import {cancelTraining} from '../../src/inspector/cancel-training.js';
import {svgElement} from '../../src/inspector/element.js';
import {readinessOf} from '../../src/inspector/readiness.js';
import {percent} from '../../src/core/percent.js';
import {modelNames} from '../../src/inspector/wording.js';
import type {EpochReport} from '../../src/core/model.js';
import {report, tell} from '../message.js';
import {part} from '../part.js';

/** The controls of a first visit: collecting, training and the result. The inspector has all others. */
export function learningPanel(region: PredictiveRegion): void {
  followSamples(region);
  followModel(region);
  followTraining(region);
}

function followSamples(region: PredictiveRegion): void {
  const bar = part('readiness-bar', HTMLProgressElement);
  const update = (): void => {
    const {presses, needed, text} = readinessOf(region.sampleCounts);
    bar.max = needed;
    bar.value = presses;
    part('readiness', HTMLElement).textContent = text;
  };
  region.addEventListener('predictive-sample', update);
  update();

  const hover = part('hover', HTMLInputElement);
  const setLabelOn = (): void => void (region.labelOn = hover.checked ? 'hover' : 'click');
  hover.addEventListener('change', setLabelOn);
  // Browsers restore a checkbox after a reload.
  setLabelOn();
}

function followModel(region: PredictiveRegion): void {
  const line = part('in-use', HTMLElement);
  let origin = '';
  const show = (kind: keyof typeof modelNames): void => {
    const text = `In use: ${modelNames[kind]}${origin}.`;
    if (line.textContent !== text) line.textContent = text;
  };
  region.observe(({model}) => show(model));
  region.addEventListener('predictive-model', (change) => {
    part('verdict', HTMLElement).textContent = inWords(change);
    // An error from before is over.
    if (change.verdict !== 'refused')
      for (const name of ['problem', 'training-message']) tell(part(name, HTMLElement), undefined);
    if (change.verdict === 'reset') drawCurves([]);
    if (change.verdict === 'refused') return;
    origin = origins[change.source];
    show(change.architecture === 'scorer' ? 'scorer' : 'sequence');
  });
}

function followTraining(region: PredictiveRegion): void {
  const train = part('train', HTMLButtonElement);
  const cancel = part('cancel', HTMLButtonElement);
  const bar = part('training-bar', HTMLProgressElement);
  const message = part('training-message', HTMLElement);
  let epochs: EpochReport[] = [];
  train.addEventListener('click', () => {
    void report(message, async () => {
      await region.train();
      return undefined;
    });
  });
  cancel.addEventListener('click', () => cancelTraining(region));
  region.addEventListener('predictive-train', ({phase, report: epoch}) => {
    train.disabled = phase === 'start' || phase === 'backend' || phase === 'epoch';
    cancel.disabled = !train.disabled;
    if (phase === 'start') {
      epochs = [];
      tell(message, undefined);
      bar.removeAttribute('value');
    }
    if (phase === 'end') tell(part('problem', HTMLElement), undefined);
    // Early stopping ends before the last epoch.
    if (!train.disabled) bar.value = phase === 'end' ? bar.max : 0;
    if (epoch === undefined) return;
    epochs.push(epoch);
    bar.max = epoch.epochs;
    bar.value = epoch.epoch;
    drawCurves(epochs);
  });
}

const origins: Record<ModelChange['source'], string> = {
  training: ', trained here',
  file: ', from a file',
  storage: ', from your last visit',
  reset: '',
};

function inWords({verdict, architecture, source, reasons}: ModelChange): string {
  const model = `The ${source === 'training' ? 'new' : 'loaded'} ${architecture}`;
  const outcome = {
    taken: `${model} is in use.`,
    refused: `${model} was not taken.`,
    reset: 'Back to the shipped model.',
  }[verdict];
  return [outcome, ...reasons].join(' ');
}

/** Draws accuracy by epoch over the whole width; the view box is 100 × 100, 100 % at its top. */
function drawCurves(epochs: readonly EpochReport[]): void {
  const points = (name: 'accuracy' | 'heldOutAccuracy'): string =>
    epochs
      .map((epoch, index) => `${(index / Math.max(1, epochs.length - 1)) * 100},${100 - epoch[name] * 100}`)
      .join(' ');
  part('accuracy', HTMLElement)
    .querySelector('svg')!
    .replaceChildren(
      svgElement('polyline', {class: 'curve training', points: points('accuracy')}),
      svgElement('polyline', {class: 'curve held-out', points: points('heldOutAccuracy')}),
    );
  const last = epochs.at(-1);
  part('accuracy-of', HTMLElement).hidden = last === undefined;
  part('accuracy-text', HTMLElement).textContent =
    last === undefined
      ? 'Accuracy by epoch, once it trains'
      : `Epoch ${last.epoch}: held out ${percent(last.heldOutAccuracy)}, training ${percent(last.accuracy)}`;
}
