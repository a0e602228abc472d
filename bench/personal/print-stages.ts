import {percent} from '../../tools/tables/percent.js';
import {printTable} from '../../tools/tables/table.js';
import type {StageFigures, Worst} from './stage-figures.js';

/** Prints the figures of each stage, their change, and the people with the greatest losses. */
export function printStages(
  after: Record<string, StageFigures | null>,
  worst: Record<string, Worst | null>,
): void {
  const signed = (value: number, digits = 1): string => `${value < 0 ? '' : '+'}${value.toFixed(digits)}`;
  const rows = Object.entries(after).flatMap(([stage, figures]) => {
    if (figures === null) return [];
    const {people, n, change, changeIntervals} = figures;
    const worstHere = worst[stage] ?? undefined;
    const top = (measure: 'top1At300' | 'top1At500'): string[] => [
      percent(figures[measure]),
      stage === '0' ? '' : signed(100 * change[measure]),
      stage === '0' ? '' : (changeIntervals?.[measure] ?? []).map((bound) => signed(100 * bound)).join(' … '),
      worstHere === undefined ? '' : signed(100 * worstHere[measure].change),
    ];
    return [
      [
        stage,
        String(people),
        String(n),
        ...top('top1At300'),
        ...top('top1At500'),
        figures.logloss.toFixed(3),
        stage === '0' ? '' : signed(change.logloss, 3),
      ],
    ];
  });
  const title = ['change', '95 %', 'worst'];
  printTable(
    ['clicks', 'people', 'trials', '300 ms %', ...title, '500 ms %', ...title, 'log-loss', 'change'],
    rows,
  );
  console.log('Changes are against the shipped weights on the same trials of the same people.');
}
