import type {Evaluation} from '../core/evaluation.js';
import {element} from './element.js';

/** Counts of pressed against predicted buttons, shaded by their share of the row. */
export function confusionTable(
  {labels, confusion}: Pick<Evaluation, 'labels' | 'confusion'>,
  name: (key: string | null) => string,
): HTMLElement {
  const head = element(
    'tr',
    {},
    element('th', {scope: 'col'}, element('span', {class: 'visually-hidden'}, 'Pressed')),
    ...labels.map((label) => element('th', {scope: 'col'}, name(label))),
  );
  const rows = confusion.map((counts, actual) => {
    const sum = counts.reduce((total, count) => total + count, 0);
    return element(
      'tr',
      {},
      element('th', {scope: 'row'}, name(labels[actual] ?? null)),
      ...counts.map((count, predicted) =>
        element(
          'td',
          {
            class: actual === predicted ? 'right' : '',
            style: `--share: ${(count / Math.max(sum, 1)).toFixed(2)}`,
          },
          String(count),
        ),
      ),
    );
  });
  return element(
    'figure',
    {},
    element('figcaption', {}, 'Confusion: rows were pressed, columns predicted'),
    element(
      'div',
      {class: 'scroll', role: 'group', 'aria-label': 'Confusion matrix', tabindex: 0},
      element('table', {class: 'confusion'}, element('thead', {}, head), element('tbody', {}, ...rows)),
    ),
  );
}
