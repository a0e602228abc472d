import {PredictiveButton, type ModelChange, type PredictiveRegion} from '../../src/index.js';
import type {EpochReport, JudgedEpoch} from '../../src/core/model.js';
import {percent} from '../../src/core/percent.js';
import {readinessOf} from '../../src/inspector/readiness.js';
import {report, tell} from '../message.js';
import {part} from '../part.js';
import {drawJudged} from './judged-curve.js';

/** Three steps: collect presses, train, and compare the network before and after on the same presses. */
export function threeSteps(region: PredictiveRegion): void {
  collect(region);
  train(region);
  region.addEventListener('predictive-model', (change) => showVerdict(change));
}

function collect(region: PredictiveRegion): void {
  const ring = part('ring', HTMLElement);
  const button = part('train', PredictiveButton);
  const update = (): void => {
    const {presses, needed, text} = readinessOf(region.sampleCounts);
    const count = Math.min(presses, needed);
    ring.style.setProperty('--share', String(count / needed));
    ring.setAttribute('aria-valuemax', String(needed));
    ring.setAttribute('aria-valuenow', String(count));
    part('ring-count', HTMLElement).textContent = String(presses);
    part('ring-needed', HTMLElement).textContent = `of ${needed}`;
    part('readiness', HTMLElement).textContent =
      presses === 0 ? 'Press the filled button, wherever it is.' : text;
    button.disabled = text.endsWith('enough to learn from.') ? false : 'focusable';
    mark('collect', button.disabled === false ? 'done' : 'now');
    if (part('train-step', HTMLElement).dataset.state !== 'done')
      mark('train', button.disabled === false ? 'now' : 'later');
  };
  region.addEventListener('predictive-sample', update);
  update();
}

function train(region: PredictiveRegion): void {
  const button = part('train', PredictiveButton);
  const message = part('train-message', HTMLElement);
  let epochs: EpochReport[] = [];
  button.addEventListener('click', () => {
    void report(message, async () => {
      await region.train();
      return undefined;
    });
  });
  region.addEventListener('predictive-train', ({phase, report: epoch}) => {
    button.loading = phase === 'start' || phase === 'backend' || phase === 'epoch';
    if (phase === 'start') {
      epochs = [];
      tell(message, undefined);
    }
    // What went wrong on the way is over; what ended the training is told beside the button.
    if (phase !== 'backend' && phase !== 'epoch') tell(part('problem', HTMLElement), undefined);
    if (epoch === undefined) return;
    epochs.push(epoch);
    drawJudged(epochs);
    const {judged} = epoch;
    if (judged !== undefined) compare(judged);
  });
}

/** Shows both networks on the same presses. */
function compare(judged: JudgedEpoch & {start: JudgedEpoch}): void {
  for (const [name, figures] of [
    ['before', judged.start],
    ['after', judged],
  ] as const) {
    part(`${name}-right`, HTMLElement).textContent = percent(figures.accuracy);
    part(`${name}-sure`, HTMLElement).textContent = percent(certainty(figures));
  }
  part('compare-of', HTMLElement).textContent =
    `On the same ${judged.samples} movements, 200 ms before each press, by networks that had not seen them.`;
}

/** The probability that a network typically gave to what then happened: the geometric mean, 0…1. */
export function certainty({logLoss}: JudgedEpoch): number {
  return Math.exp(-logLoss);
}

function showVerdict({verdict, source, reasons}: ModelChange): void {
  const line = part('verdict', HTMLElement);
  if (source === 'training') {
    mark('train', 'done');
    mark('compare', 'done');
  }
  if (verdict === 'taken' && source === 'training')
    line.textContent = 'Yours did better on movements it had not seen, and is in use from now on.';
  else if (verdict === 'taken') line.textContent = 'Another network of yours is in use.';
  else if (verdict === 'refused') line.textContent = ['The network in use stays.', ...reasons].join(' ');
  else line.textContent = 'The shipped network is in use.';
}

function mark(step: string, state: 'later' | 'now' | 'done'): void {
  part(`${step}-step`, HTMLElement).dataset.state = state;
}
