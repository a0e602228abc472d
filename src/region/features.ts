import type {Feature, FeatureContext, FeatureEvents, Parts} from './feature-context.js';
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
  /** `watch`: it ends when the region rests, and is made anew with the next event that wants it. */
  lifetime: 'session' | 'watch';
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
    lifetime: 'session',
    wants: {onSettings: ({host}) => host.highlight !== 'none' && {}},
  }),
  later({
    name: 'learning',
    load: () => import('./learning-feature.js'),
    lifetime: 'session',
    wants: {
      // What is stored, or named by the page, is worth having before the first movement.
      onSettings: ({host: {model, persist, learn}}) =>
        ((model !== null && model !== 'auto' && model !== 'none') ||
          (persist !== 'none' && learn !== 'off')) && {
          isTold: true,
        },
      onTick: ({host}) => host.learn !== 'off' && {},
    },
  }),
  {name: 'scorekeeping', connect: connectScorekeeping} satisfies AlwaysThere,
  later({
    name: 'habits',
    load: () => import('./habits-feature.js'),
    lifetime: 'session',
    wants: {
      onSettings: ({host}) => isHabitual(host) && host.hints !== null && {},
      onModel: ({host, parts}) => isHabitual(host) && parts.learning.current?.learner !== undefined && {},
      onPress: ({host}, {isUsers}) => isHabitual(host) && isUsers && {isTold: true, delayMs: leaveMs},
    },
  }),
  later({
    name: 'preload',
    load: () => import('./preload-feature.js'),
    lifetime: 'session',
    wants: {
      // Where work is declared, what does it is ready before it is needed …
      onTargetAdded: ({host}, target) => declarationOf(host, target).action !== 'none' && {},
      onSettings: ({host, targets}) =>
        [...targets.values()].some((target) => declarationOf(host, target).action !== 'none') && {},
      onTargetChanged: ({host}, target) => declarationOf(host, target).action !== 'none' && {},
      // … and where somebody may listen for `preload`, when a press is likely.
      onPrediction: (_, {actionable}) => [...actionable.values()].some((each) => each > likely) && {},
      onPressStart: (_, {target, isPrimaryButton}) =>
        target !== undefined && isPrimaryButton && {isTold: true},
      onPress: () => ({isTold: true}),
    },
  }),
  later({
    name: 'keyboard',
    load: () => import('./keyboard.js'),
    lifetime: 'watch',
    wants: {onKeyboard: () => ({isTold: true})},
  }),
  later({
    name: 'touch',
    load: () => import('./touch.js'),
    lifetime: 'watch',
    // The first tap may be the only one.
    wants: {
      onSettings: ({host}) => (host.ownerDocument.defaultView?.navigator.maxTouchPoints ?? 0) > 0 && {},
    },
  }),
  later({
    name: 'observation',
    load: () => import('./observation.js'),
    lifetime: 'session',
    // Loaded when somebody observes.
    wants: {},
  }),
] as const;

function isHabitual({habits}: FeatureContext['host']): boolean {
  return habits !== 'off';
}
