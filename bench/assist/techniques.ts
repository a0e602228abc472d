import {isWithin} from '../../src/prediction/margin.js';
import {distanceToBox} from '../../src/prediction/features.js';
import type {RecordedTarget} from '../../tools/recordings/recording.js';
import {targetAt} from '../../tools/recordings/pointer-script.js';
import type {Place} from '../../pretrain/simulator/hand.js';

/** The margin around a target, CSS px, as `--predictive-assist-margin` has it by default. */
export const marginPx = 12;

/** An expanding target grows to twice its size (McGuffin and Balakrishnan 2005). */
const expansion = 2;

/** Side of an area cursor, CSS px, as in Worden et al. 1997. */
const areaPx = 32;

/** What is known when a button goes down or up. */
export interface Moment {
  targets: readonly RecordedTarget[];
  /** The index of the target that the kit has predicted with at least `assist-from`, −1 for none. */
  likely: number;
}

/** Returns the index of the target that a press at a place reaches, −1 for none. */
export type Technique = (place: Place, moment: Moment) => number;

const under: Technique = ({x, y}, {targets}) => targetAt(targets, Math.round(x), Math.round(y));

function nearest({x, y}: Place, targets: readonly RecordedTarget[]): number {
  let best = -1;
  let least = Infinity;
  for (const [index, target] of targets.entries()) {
    const distance = distanceToBox(x, y, target);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function isInMargin({x, y, w, h}: RecordedTarget, place: Place, px: number): boolean {
  return isWithin({x, y, width: w, height: h}, place, px);
}

/** A target under the pointer is pressed, whatever the technique: `beside` says which one is if there is none. */
function orElse(beside: Technique): Technique {
  return (place, moment) => {
    const target = under(place, moment);
    return target >= 0 ? target : beside(place, moment);
  };
}

export const techniques = {
  nothing: under,
  /** The kit. */
  assist: orElse((place, {targets, likely}) =>
    likely >= 0 && isInMargin(targets[likely]!, place, marginPx) ? likely : -1,
  ),
  /** The same margin around each target, without prediction. */
  margin: orElse((place, {targets}) => {
    const target = nearest(place, targets);
    return target >= 0 && isInMargin(targets[target]!, place, marginPx) ? target : -1;
  }),
  /** The nearest target expands about its middle, over its neighbours (McGuffin and Balakrishnan 2005). */
  expanding: (place, moment) => {
    const target = nearest(place, moment.targets);
    const {x, y, w, h} = moment.targets[target]!;
    const [width, height] = [w * expansion, h * expansion];
    return isWithin({x: x + (w - width) / 2, y: y + (h - height) / 2, width, height}, place, 0) ? target : -1;
  },
  /** A square cursor presses what it touches, and of several the nearest (Worden et al. 1997). */
  area: orElse((place, {targets}) => {
    const target = nearest(place, targets);
    return target >= 0 && isInMargin(targets[target]!, place, areaPx / 2) ? target : -1;
  }),
  /** The bubble cursor always presses the nearest target (Grossman and Balakrishnan 2005). */
  bubble: orElse((place, {targets}) => nearest(place, targets)),
} satisfies Record<string, Technique>;

export type TechniqueName = keyof typeof techniques;
export const techniqueNames = Object.keys(techniques) as TechniqueName[];
