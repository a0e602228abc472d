import type {Feature, FeatureContext, FeatureEvents, Parts} from './feature-context.js';
import type {PredictiveTarget} from '../core/target.js';
import {isModelUrl} from './model-choice.js';
import {declarationOf} from './preload-declaration.js';
import {connect as connectScorekeeping} from './scorekeeping.js';

/** Above this probability, something may soon have to be preloaded. */
const likely = 0.1;

/** Delay of loads that a click causes, ms: the click may navigate, and the next page would wait for them. */
const leaveMs = 500;

/** How a feature that is not loaded reacts to an event: it loads, maybe after a delay, and may get the event. */
interface Wish {
  isTold?: boolean;
  delayMs?: number;
}

const load: Wish = {};
const loadAndTell: Wish = {isTold: true};

type Wants = {
  readonly [Event in keyof FeatureEvents]?: (
    context: FeatureContext,
    ...told: FeatureEvents[Event]
  ) => Wish | false | undefined;
};

export interface AlwaysThere {
  name: 'scorekeeping';
  connect: (context: FeatureContext) => Feature;
}

export interface LoadedLater<Name extends keyof Parts = keyof Parts> {
  name: Name;
  load: () => Promise<{connect: (context: FeatureContext, signal: AbortSignal) => Parts[Name]}>;
  /** Whether it is dropped when the region stops watching, and loaded again by the next event that needs it. */
  endsAtRest?: boolean;
  /** The events that load it; other events do not wait for it. */
  wants: Wants;
}

function later<Name extends keyof Parts>(row: LoadedLater<Name>): LoadedLater<Name> {
  return row;
}

/**
 * The features of a region, in the order in which they receive events: marks are shown before the page's listeners
 * run; a press is captured and scored before it changes habits, and used before the approach ends. Each on-demand
 * row names the events that load it.
 */
export const features = [
  later({
    name: 'marks',
    load: () => import('./target-marks.js'),
    wants: {onSettings: ({host}) => host.highlight !== 'none' && {}},
  }),
  later({
    name: 'learning',
    load: () => import('./learning-feature.js'),
    wants: {
      // Load a stored model, or one that the page names, before the first movement.
      onSettings: ({host}) =>
        (isModelUrl(host.model) || (host.persist !== 'none' && host.learn !== 'off')) && loadAndTell,
      onTick: ({host}) => host.learn !== 'off' && load,
    },
  }),
  {name: 'scorekeeping', connect: connectScorekeeping} satisfies AlwaysThere,
  later({
    name: 'habits',
    load: () => import('./habits-feature.js'),
    wants: {
      onSettings: ({host}) => isHabitual(host) && host.hints !== null && load,
      onModel: ({host, parts}) => isHabitual(host) && parts.learning.current?.learner !== undefined && load,
      onPress: ({host}, {isUsers}) => isHabitual(host) && isUsers && {isTold: true, delayMs: leaveMs},
    },
  }),
  later({
    name: 'preload',
    load: () => import('./preload-feature.js'),
    wants: {
      // Targets with declared preloads get the feature early …
      onTargetAdded: isDeclared,
      onTargetChanged: isDeclared,
      onSettings: (context) =>
        [...context.targets.values()].some((target) => isDeclared(context, target)) && load,
      // … and other targets, which may have `preload` listeners, when a press is likely.
      onPrediction: (_, {actionable}) => [...actionable.values()].some((each) => each > likely) && load,
      onPressStart: (_, {target, isPrimaryButton}) => target !== undefined && isPrimaryButton && loadAndTell,
      onPress: () => loadAndTell,
    },
  }),
  later({
    name: 'keyboard',
    load: () => import('./keyboard.js'),
    endsAtRest: true,
    wants: {onKeyboard: () => loadAndTell},
  }),
  later({
    name: 'touch',
    load: () => import('./touch.js'),
    endsAtRest: true,
    // The first tap may be the only one.
    wants: {
      onSettings: () => navigator.maxTouchPoints > 0 && load,
    },
  }),
  later({
    name: 'observation',
    load: () => import('./observation.js'),
    // `observe()` loads it.
    wants: {},
  }),
  later({
    name: 'assist',
    load: () => import('./assist.js'),
    endsAtRest: true,
    wants: {onSettings: ({host}) => host.assist !== null && load},
  }),
] as const;

function isHabitual({habits}: FeatureContext['host']): boolean {
  return habits !== 'off';
}

/** Loads the feature if the target declares a preload. */
function isDeclared({host}: FeatureContext, target: PredictiveTarget): Wish | false {
  return declarationOf(host, target).action !== 'none' && load;
}
