import type {ModelChange, Observation, PredictiveRegion} from '../src/index.js';
import {cancelTraining} from '../src/inspector/cancel-training.js';
import {element} from '../src/inspector/element.js';
import {counted, percent} from '../src/inspector/wording.js';
import type {EpochReport} from '../src/core/model.js';
import {clearEvaluation, showCurves, showEvaluation, showVerdict} from './evaluation-view.js';
import {report, tell} from './message.js';
import {part} from './part.js';

/** Trains, cancels and evaluates, and shows how training goes on, whoever started it. */
export function trainingPanel(region: PredictiveRegion): void {
  const message = part('training-message', HTMLElement);
  const evaluationMessage = part('evaluation-message', HTMLElement);
  const train = part('train', HTMLButtonElement);
  const cancel = part('cancel', HTMLButtonElement);
  const bar = part('training-bar', HTMLProgressElement);
  let history: EpochReport[] = [];

  train.addEventListener('click', () => {
    void report(message, async () => {
      const {verdict} = await region.train();
      return verdict === 'taken' ? 'The new model is in use.' : 'The new model was not taken; see why below.';
    });
  });
  cancel.addEventListener('click', () => cancelTraining(region));
  part('evaluate', HTMLButtonElement).addEventListener('click', () => {
    void report(evaluationMessage, async () => {
      const evaluation = await region.evaluate();
      showEvaluation(evaluation, region);
      return `What is in use is right in ${percent(evaluation.accuracy)} of ${counted(evaluation.samples, 'sample', 'samples')}.`;
    });
  });

  region.addEventListener('predictive-train', ({phase, report: epoch, backend, architecture}) => {
    const isRunning = phase === 'start' || phase === 'backend' || phase === 'epoch';
    train.disabled = isRunning;
    cancel.disabled = !isRunning;
    if (phase === 'start') {
      history = [];
      tell(evaluationMessage, undefined);
      bar.hidden = false;
      bar.removeAttribute('value');
    }
    if (backend !== undefined) showBackend(backend.backend, backend.measurements, architecture);
    if (epoch !== undefined) {
      history.push(epoch);
      bar.max = epoch.epochs;
      bar.value = epoch.epoch;
      showEpoch(epoch);
      showCurves(history);
    }
    // Early stopping ends before the last epoch.
    if (phase === 'end') bar.value = bar.max;
    if (phase === 'cancel' || phase === 'error') bar.value = 0;
  });
  region.observe(({model}) => showKindInUse(model));
  region.addEventListener('predictive-model', (change) => {
    showVerdict(change);
    if (change.verdict === 'reset') {
      clearEvaluation();
      bar.hidden = true;
    }
    if (change.evaluation !== undefined) showEvaluation(change.evaluation, region);
    if (change.verdict !== 'refused') showInUse(change);
  });
}

/** What was stored is in use without having been judged again. */
function showKindInUse(kind: Observation['model']): void {
  const line = part('in-use', HTMLElement);
  if (line.dataset.kind === kind) return;
  line.dataset.kind = kind;
  line.textContent = `In use: ${{heuristic: 'the heuristic', scorer: 'scorer', sequence: 'a sequence network'}[kind]}`;
}

function showInUse({architecture, source}: ModelChange): void {
  const origin = {
    training: ', trained here',
    file: ', from a file',
    storage: ', as you left it',
    reset: '',
  }[source];
  const line = part('in-use', HTMLElement);
  line.dataset.kind = architecture === 'scorer' ? architecture : 'sequence';
  line.textContent = `In use: ${architecture}${origin}`;
}

function showEpoch({epoch, epochs, loss, accuracy, heldOutLoss, heldOutAccuracy}: EpochReport): void {
  const figures = [
    ['Epoch', `${epoch} of ${epochs} at most`],
    ['Loss, training', loss.toFixed(3)],
    ['Loss, held out', heldOutLoss.toFixed(3)],
    ['Accuracy, training', percent(accuracy)],
    ['Accuracy, held out', percent(heldOutAccuracy)],
  ] as const;
  part('epoch', HTMLDListElement).replaceChildren(
    ...figures.map(([name, figure]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, figure)),
    ),
  );
}

function showBackend(
  chosen: string,
  measurements: Record<string, number | string>,
  architecture: string,
): void {
  const each = Object.entries(measurements).map(
    ([backend, figure]) =>
      `${backend} ${typeof figure === 'number' ? `${figure.toFixed(1)} ms a step` : `(${figure})`}`,
  );
  part('backend', HTMLElement).textContent =
    `The ${architecture} was trained with ${chosen}, in a worker. Measured: ${each.join(', ')}.`;
}
