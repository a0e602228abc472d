import {element} from '../../../src/inspector/element.js';
import type {Result} from '../results.js';
import {calibrationFigure, leadFigure, learningFigure, momentsFigure, savedFigure} from './figures.js';

const titles = {
  stream: 'continuous use',
  preload: 'single movements',
  accuracy: 'moments before the press',
} as const;

/** All measurements on one dataset. */
export function datasetSection(dataset: string, results: readonly Result[]): HTMLElement {
  const kinds = [...new Set(results.map(({kind}) => titles[kind]))];
  const id = `dataset-${dataset.replace(/[^\w-]+/g, '-')}`;
  return element(
    'section',
    {'aria-labelledby': id},
    element('h2', {id}, dataset),
    element(
      'p',
      {class: 'intro'},
      `${kinds.join(', ')}.`.replace(/^./, (first) => first.toUpperCase()),
    ),
    element('div', {class: 'figures'}, ...results.flatMap(figuresOf)),
  );
}

function figuresOf(result: Result): HTMLElement[] {
  const {file, calibration} = result;
  if (result.kind === 'accuracy')
    return [
      momentsFigure(result),
      calibrationFigure(result.calibration, {file, moments: 'at those moments'}),
    ];
  const moments = 'at every prediction: pressed next within 5 s';
  return [
    leadFigure(result),
    savedFigure(result),
    ...(calibration ? [calibrationFigure(calibration, {file, moments})] : []),
    ...(result.learning.length > 0 ? [learningFigure(result)] : []),
  ];
}
