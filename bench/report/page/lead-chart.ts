import {svgElement} from '../../../src/inspector/element.js';
import {preloadProbability} from '../../../src/preload/planner.js';
import type {Ceiling, LeadResult} from '../results.js';
import {chart, type Plane} from './chart.js';
import {leadInWords, leadPoints, mostWaste, type LeadPoint} from './lead-points.js';
import {curveStyle, mark} from './marks.js';
import {along, around, placeLabels, type Box, type Label} from './place-labels.js';
import {textWidth} from './text-width.js';
import type {Tip} from './tips.js';
import {costAndGain, policyTitle} from './wording.js';

/** Thresholds of the kit with a label if there is space; those of its eagerness come first. */
const namedThresholds = [
  ...new Set([...Object.values(preloadProbability), 0.9, 0.5, 0.7, 0.95, 0.35, 0.2, 0.1]),
];

/** Margin beyond the outermost point, as a share of the axis. */
const margin = 1.08;

/** Smallest end of the lead's axis, ms. */
const leastLeadMs = 100;

/** Smallest distance of a label from a curve, and from the middle of a mark, px. */
const curveMarginPx = 3;
const markMarginPx = 7;

interface Place {
  x: number;
  y: number;
}

/** Median lead against waste per click: the kit as a curve, the other policies as points. */
export function leadChart(result: LeadResult): HTMLElement {
  const {curves, others} = leadPoints(result);
  const end = margin * mostWaste(result, others);
  const inSight = [...others, ...curves.flat()].filter(({wastePerClick}) => wastePerClick <= end);
  const ceilings = result.ceilings?.networks.filter(({label}) => label !== undefined) ?? [];
  const longest = Math.max(leastLeadMs, ...inSight.map(({medianLeadMs}) => medianLeadMs));
  return chart({
    label: leadInWords(result, others),
    x: {title: 'Preloads wasted per click', size: 48, range: [0, end], format: String},
    y: {title: 'Median lead, ms', size: 62, range: [0, margin * longest], format: String},
    curves: [
      ...ceilings.map(({points}) => ({
        colour: '--third-peer',
        dash: [1, 3],
        points: points.map(({wastePerClick, medianLeadMs}) => [wastePerClick, medianLeadMs] as const),
      })),
      ...curves.map((curve) => ({
        ...curveStyle(curve[0]!.name),
        points: curve.map(({wastePerClick, medianLeadMs}) => [wastePerClick, medianLeadMs] as const),
      })),
    ],
    marks: (plane) => ({
      drawn: [...guides(plane, result), ...drawPoints(plane, {curves, points: inSight, ceilings})],
      tips: inSight.map((point) => tipOf(plane, point)),
    }),
  });
}

function placeOf(
  plane: Plane,
  {wastePerClick, medianLeadMs}: Pick<LeadPoint, 'wastePerClick' | 'medianLeadMs'>,
): Place {
  return {x: plane.x(wastePerClick), y: plane.y(medianLeadMs)};
}

function tipOf(plane: Plane, point: LeadPoint): Tip {
  return {...placeOf(plane, point), text: `${policyTitle(point.name)}: ${costAndGain(point)}`};
}

/** Draws the marks of all other policies and of some thresholds, with their names. */
function drawPoints(
  plane: Plane,
  {curves, points, ceilings}: {curves: LeadPoint[][]; points: LeadPoint[]; ceilings: readonly Ceiling[]},
): SVGElement[] {
  const at = (point: Pick<LeadPoint, 'wastePerClick' | 'medianLeadMs'>): Place => placeOf(plane, point);
  const others = points.filter(({threshold}) => threshold === undefined);
  const named = namedThresholds.flatMap((wanted) =>
    points.filter(({name, threshold}) => threshold === wanted && name.startsWith('kit@')),
  );
  const marked = [...others, ...named];
  const labels = placeLabels(
    [
      ...marked.map((point): Label & {point: LeadPoint} => {
        const text = String(point.threshold ?? point.name);
        return {...at(point), point, text, width: textWidth(text), optional: point.threshold !== undefined};
      }),
      ...ceilings.map(({label, points}): Label & {point?: undefined} => ({
        // Its end may be beyond the axis.
        ...at(points.findLast((point) => at(point).x <= plane.width) ?? points[0]!),
        text: label!,
        width: textWidth(label!),
        optional: false,
      })),
    ],
    {
      within: {x: 2, y: 0, w: plane.width - 2, h: plane.height},
      obstacles: [
        ...marked.map((point) => around(at(point), markMarginPx)),
        ...[...curves, ...ceilings.map((ceiling) => ceiling.points)].flatMap((curve) =>
          along(curve.map(at), curveMarginPx),
        ),
      ],
    },
  );
  return [
    ...labels.filter(({isApart}) => isApart).map(leader),
    ...labels.flatMap(({point}) =>
      point === undefined
        ? []
        : [mark(point.name, {...at(point), scale: point.threshold === undefined ? 1 : 0.75})],
    ),
    ...labels.map(({text, box}) => svgElement('text', {x: box.x + 1, y: box.y + 12}, text)),
  ];
}

/** A line from a point to the nearest edge of its label. */
function leader({x, y, box}: Place & {box: Box}): SVGElement {
  const to = {
    x: Math.min(Math.max(x, box.x), box.x + box.w),
    y: Math.min(Math.max(y, box.y), box.y + box.h),
  };
  return line('leader', {x, y}, to);
}

/** Lines from the policies in the headline to the kit at the same cost, or the same gain. */
function guides(plane: Plane, {headline, policies}: LeadResult): SVGElement[] {
  const from = (name: string): Place => placeOf(plane, policies[name]!);
  const sameWaste = (name: string, leadMs: number | null): SVGElement[] =>
    leadMs === null ? [] : [line('guide', from(name), {...from(name), y: plane.y(leadMs)})];
  const {leadAtForesightWasteMs, wasteAtForesightLead: waste} = headline;
  return [
    ...sameWaste('foresight', leadAtForesightWasteMs),
    ...(waste === null ? [] : [line('guide', from('foresight'), {...from('foresight'), x: plane.x(waste)})]),
    ...('hover65LeadMs' in headline ? sameWaste('hover-65', headline.leadAtHover65WasteMs) : []),
    ...('hover200LeadMs' in headline ? sameWaste('hover-200', headline.leadAtHover200WasteMs) : []),
  ];
}

function line(kind: string, from: Place, to: Place): SVGElement {
  return svgElement('line', {class: kind, x1: from.x, y1: from.y, x2: to.x, y2: to.y});
}
