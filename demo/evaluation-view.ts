import type {Evaluation, ModelChange, PredictiveRegion} from '../src/index.js';
import {calibrationChart} from '../src/inspector/calibration-chart.js';
import {confusionTable} from '../src/inspector/confusion-table.js';
import {element} from '../src/inspector/element.js';
import {nameOf, percent} from '../src/inspector/wording.js';
import type {EpochReport} from '../src/core/model.js';
import {lineChart} from './line-chart.js';
import {part} from './part.js';

/** Draws accuracy and loss, epoch by epoch. */
export function showCurves(history: readonly EpochReport[]): void {
  const losses = history.flatMap(({loss, heldOutLoss}) => [loss, heldOutLoss]).filter(Number.isFinite);
  part('curves', HTMLElement).replaceChildren(
    lineChart({
      title: 'Accuracy',
      top: 1,
      format: percent,
      training: history.map(({accuracy}) => accuracy),
      heldOut: history.map(({heldOutAccuracy}) => heldOutAccuracy),
    }),
    lineChart({
      title: 'Loss',
      top: Math.max(0.1, ...losses),
      format: (loss) => loss.toFixed(2),
      training: history.map(({loss}) => loss),
      heldOut: history.map(({heldOutLoss}) => heldOutLoss),
    }),
  );
}

/** Says whether a model was taken into use, and why. */
export function showVerdict({verdict, reasons, architecture}: ModelChange): void {
  const heading = {
    taken: `The ${architecture} is in use`,
    refused: `The new ${architecture} was not taken`,
    reset: 'Back to the start',
  }[verdict];
  part('verdict', HTMLElement).replaceChildren(
    element('p', {class: `badge ${verdict}`}, heading),
    element('ul', {}, ...reasons.map((reason) => element('li', {}, reason))),
  );
}

/** Removes what was drawn: it is of a model or of samples that are gone. */
export function clearEvaluation(): void {
  for (const id of ['curves', 'evaluation', 'backend', 'epoch']) part(id, HTMLElement).replaceChildren();
}

/** Shows how a model did on the samples held out. */
export function showEvaluation(evaluation: Evaluation, region: PredictiveRegion): void {
  const names = new Map(
    [...region.querySelectorAll('predictive-button')].map((button) => [button.targetKey, nameOf(button)]),
  );
  const name = (key: string | null): string => (key === null ? 'No press' : (names.get(key) ?? key));
  part('evaluation', HTMLElement).replaceChildren(
    summary(evaluation),
    confusionTable(evaluation, name),
    perButton(evaluation, name),
    calibrationChart(evaluation),
  );
}

function summary({samples, accuracy, logLoss, brier, calibrationError}: Evaluation): HTMLElement {
  const figures = [
    ['Held-out samples', String(samples)],
    ['Accuracy', percent(accuracy)],
    ['Log-loss', logLoss.toFixed(3)],
    ['Brier score', brier.toFixed(3)],
    ['Calibration error', percent(calibrationError)],
  ] as const;
  return figure(
    'In figures',
    element(
      'dl',
      {class: 'counts'},
      ...figures.map(([name, value]) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, value)),
      ),
    ),
  );
}

function perButton({perButton}: Evaluation, name: (key: string | null) => string): HTMLElement {
  const rows = Object.entries(perButton).map(([key, {accuracy, count}]) =>
    element(
      'tr',
      {},
      element('th', {scope: 'row'}, name(key)),
      element('td', {class: 'bar', style: `--share: ${accuracy.toFixed(3)}`}),
      element('td', {class: 'number'}, `${percent(accuracy)} of ${count}`),
    ),
  );
  return figure(
    'Accuracy per button',
    element('table', {class: 'per-button'}, element('tbody', {}, ...rows)),
  );
}

function figure(title: string, content: HTMLElement): HTMLElement {
  return element('figure', {}, element('figcaption', {}, title), content);
}
