import type {LeadResult} from '../results.js';
import {percent} from '../../../src/core/percent.js';
import {svgElement} from '../../../src/inspector/element.js';
import {chart} from './chart.js';
import {leadPoints, mostWaste, type LeadPoint} from './lead-points.js';
import {curveStyle, mark} from './marks.js';
import {along, around, placeLabels} from './place-labels.js';
import {textWidth} from './text-width.js';
import {policyTitle, twoDigits} from './wording.js';

/** Left end of the axis, wasted per click: the costs that are compared begin at 0.2. */
const leastWaste = 0.1;

/** Costs on the axis, wasted per click. */
const costs = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];

/** Margin beyond the outermost point, as a share of the axis. */
const margin = 1.25;

/** Smallest distance of a label from a curve, and from the middle of a mark, px. */
const curveMarginPx = 3;
const markMarginPx = 7;

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
    marks: ({width, height, x, y}) => {
      const at = (point: LeadPoint): {x: number; y: number} => ({
        x: x(Math.log10(point.wastePerClick)),
        y: y(savedOf(point)),
      });
      const labels = placeLabels(
        peers.map((point) => ({
          ...at(point),
          text: point.name,
          width: textWidth(point.name),
          optional: false,
        })),
        {
          within: {x: 2, y: 0, w: width - 2, h: height},
          obstacles: [
            ...peers.map((point) => around(at(point), markMarginPx)),
            ...lines.flatMap((curve) => along(curve.map(at), curveMarginPx)),
          ],
        },
      );
      return {
        drawn: [
          ...labels
            .filter(({isApart}) => isApart)
            .map(({x: x1, y: y1, box}) =>
              svgElement('line', {
                class: 'leader',
                x1,
                y1,
                x2: Math.min(Math.max(x1, box.x), box.x + box.w),
                y2: Math.min(Math.max(y1, box.y), box.y + box.h),
              }),
            ),
          ...peers.map((point) => mark(point.name, at(point))),
          ...labels.map(({text, box}) => svgElement('text', {x: box.x + 1, y: box.y + 12}, text)),
        ],
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
