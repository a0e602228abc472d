import type {AccuracyResult} from '../results.js';
import {chart} from './chart.js';
import {curveStyle, mark} from './marks.js';
import {percent} from '../../../src/core/percent.js';

/** How often a policy's first answer is right, at moments before the press. */
export function momentsChart({policies}: AccuracyResult): HTMLElement {
  const names = Object.keys(policies) as (keyof typeof policies)[];
  const momentsMs = Object.keys(policies.kit)
    .map(Number)
    .sort((a, b) => a - b);
  const curves = names.map((name) => ({
    name,
    points: Object.entries(policies[name]).flatMap(([ms, {n, top1}]) =>
      n > 0 ? [{ms: Number(ms), top1}] : [],
    ),
  }));
  const last = momentsMs[0]!;
  const said = names.map((name) => `${name} ${percent(policies[name][last]!.top1)}`);
  return chart({
    label:
      'Share of presses with the target as first answer, from a second before the press on. ' +
      `${last} ms before: ${said.join(', ')}.`,
    x: {
      title: 'Before the press, ms',
      size: 48,
      range: [last - 40, momentsMs.at(-1)! + 40],
      isFalling: true,
      at: momentsMs,
      format: String,
    },
    y: {
      title: 'Right at first answer',
      size: 70,
      range: [0, 1.04],
      at: [0, 0.25, 0.5, 0.75, 1],
      format: percent,
    },
    curves: curves.map(({name, points}) => ({
      ...curveStyle(name),
      points: points.map(({ms, top1}) => [ms, top1] as const),
    })),
    marks: ({x, y}) => ({
      // The kit's lines come last, over the others.
      drawn: curves
        .toReversed()
        .flatMap(({name, points}) =>
          points.map(({ms, top1}) => mark(name, {x: x(ms), y: y(top1), scale: 0.8})),
        ),
      tips: curves.flatMap(({name, points}) =>
        points.map(({ms, top1}) => ({
          x: x(ms),
          y: y(top1),
          text: `${name}, ${ms} ms before: ${percent(top1)}`,
        })),
      ),
    }),
  });
}
