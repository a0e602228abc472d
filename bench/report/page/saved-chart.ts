import type {LeadResult} from '../results.js';
import {percent} from '../../../src/core/percent.js';
import {chart} from './chart.js';
import {leadPoints, mostWaste, type LeadPoint} from './lead-points.js';
import {curveStyle, mark} from './marks.js';
import {policyTitle, twoDigits} from './wording.js';

/** Left end of the axis, wasted per click: the costs that are compared begin at 0.2. */
const leastWaste = 0.1;

/** Costs on the axis, wasted per click. */
const costs = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

/** Margin beyond the outermost point, as a share of the axis. */
const margin = 1.25;

/** How much of an answer that takes so long is over at the press, against waste per click. */
export function savedChart(result: LeadResult, answerMs: number): HTMLElement {
  const {curves, others} = leadPoints(result);
  const end = margin * Math.max(mostWaste(result, others), 10 * leastWaste);
  const savedOf = ({saved}: LeadPoint): number => saved[answerMs]!;
  const isInSight = ({wastePerClick}: LeadPoint): boolean =>
    wastePerClick >= leastWaste && wastePerClick <= end;
  const lines = curves.map((curve) => curve.filter(isInSight)).filter((curve) => curve.length > 0);
  const peers = others.filter(isInSight);
  return chart({
    label:
      `Share of an answer of ${answerMs} ms that is over at the press, against preloads wasted per click: ` +
      `${peers.map((peer) => `${peer.name} ${textOf(peer)}`).join('; ')}.`,
    x: {
      title: 'Wasted per click',
      size: 48,
      // Logarithmic: what is cheap is compared at as much length as what is not.
      range: [Math.log10(leastWaste), Math.log10(end)],
      at: costs.filter((cost) => cost <= end).map(Math.log10),
      format: (logarithm) => String(Number((10 ** logarithm).toPrecision(2))),
    },
    y: {
      title: `Saved of ${answerMs} ms`,
      size: 66,
      range: [0, 1.04],
      at: [0, 0.25, 0.5, 0.75, 1],
      format: percent,
    },
    curves: lines.map((curve) => ({
      ...curveStyle(curve[0]!.name),
      points: curve.map((point) => [Math.log10(point.wastePerClick), savedOf(point)] as const),
    })),
    marks: ({x, y}) => {
      const at = (point: LeadPoint): {x: number; y: number} => ({
        x: x(Math.log10(point.wastePerClick)),
        y: y(savedOf(point)),
      });
      return {
        // The legend names the marks: the policies are too near to one another for labels.
        drawn: peers.map((point) => mark(point.name, at(point))),
        tips: [...peers, ...lines.flat()].map((point) => ({
          ...at(point),
          text: `${policyTitle(point.name)}: ${textOf(point)}`,
        })),
      };
    },
  });

  function textOf(point: LeadPoint): string {
    return `${percent(savedOf(point))} at ${twoDigits(point.wastePerClick)} wasted per click`;
  }
}
