import type {Feature, FeatureContext, FeatureEvents, Parts} from './feature-context.js';
import type {PredictiveTarget} from '../core/target.js';
import {isModelUrl} from './model-choice.js';
import {declarationOf} from './preload-declaration.js';
import {connect as connectScorekeeping} from './scorekeeping.js';

/** Above this a press is likely enough that something may have to be preloaded before long. */
const likely = 0.1;

/** A click may leave the page: what is loaded because of it waits so long, ms, or the next page would wait for it. */
const leaveMs = 500;

/** What an event means for a feature that is not loaded: load it, perhaps later, and perhaps tell it the event. */
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
  /** Whether it ends when the region rests, and is made anew with the next event that wants it. */
  endsAtRest?: boolean;
  /** At which events it is loaded. What is not named here does not wait for it. */
  wants: Wants;
}

function later<Name extends keyof Parts>(row: LoadedLater<Name>): LoadedLater<Name> {
  return row;
}

/**
 * What a region does, in the order in which each part is told of an event: what is shown comes before what listeners
 * of the page do, a press is captured and scored before it changes habits, and used before it is over. What is loaded
 * later says at which event.
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
      // What is stored, or named by the page, is worth having before the first movement.
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
      // Where work is declared, what does it is ready before it is needed …
      onTargetAdded: isDeclared,
      onTargetChanged: isDeclared,
      onSettings: (context) =>
        [...context.targets.values()].some((target) => isDeclared(context, target)) && load,
      // … and where somebody may listen for `preload`, when a press is likely.
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
    // Loaded when somebody observes.
    wants: {},
  }),
] as const;

function isHabitual({habits}: FeatureContext['host']): boolean {
  return habits !== 'off';
}

/** Whether the target has work declared. */
function isDeclared({host}: FeatureContext, target: PredictiveTarget): Wish | false {
  return declarationOf(host, target).action !== 'none' && load;
}
