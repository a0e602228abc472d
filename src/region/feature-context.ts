import type {Prediction} from '../core/prediction.js';
import type {Evaluation} from '../core/evaluation.js';
import type {ModelChange} from '../core/learning-events.js';
import type {Lazy} from '../core/lazy.js';
import type {Observation} from '../core/observation.js';
import type {PreloadTrigger} from '../core/preload.js';
import type {SampleSummary} from '../core/sample.js';
import type {PredictiveTarget} from '../core/target.js';
import type {HabitForecast} from '../habits/habits.js';
import type {Learner} from '../learning/learner.js';
import type {Engine, PressStart} from '../prediction/engine.js';
import type {Scorecard} from '../scorecard/scorecard.js';
import type {RegionHost} from './region-host.js';
import type {TargetBoxes} from './target-boxes.js';
import type {Targets} from './targets.js';

/** A button went down, a pen touched; or what that began came to nothing (`target` and `press` are `undefined`). */
export interface PressBeginning {
  target: PredictiveTarget | undefined;
  /** Where it may become a click of the target: what the target was called then, and the movement that led there. */
  press: Press | undefined;
  isPrimaryButton: boolean;
}

/** A press that has begun, and what the target was called then. */
export interface Press {
  target: PredictiveTarget;
  key: string;
  start: PressStart;
}

/** A target was pressed, by whatever means. */
export interface TargetPress {
  target: PredictiveTarget;
  /** Its key when it was pressed: it may have changed since. */
  key: string;
  /** When the press began, ms on the clock of `event.timeStamp`. */
  at: number;
  /** `mouse`, `pen`, `touch`; empty for none; `undefined` where the browser does not say. */
  pointerType: string | undefined;
  /** Whether it was the user. */
  isUsers: boolean;
  /** The pointer's press that it completes. */
  press: Press | undefined;
  /** Whether it could have been predicted: keys are, a finger is not. */
  isPredictable: boolean;
}

/** A key or the focus may be on its way to a target. `presses` is how many there had been. */
export interface KeyboardUse {
  key: KeyboardEvent | undefined;
  presses: number;
}

export type RegionPrediction = Prediction<PredictiveTarget>;

/** What a session tells its features, and with what. */
export interface FeatureEvents {
  /** The region begins to watch, or a setting has changed. */
  onSettings: [];
  /** The region rests: it is disabled, or has left the page. */
  onStop: [];
  onTargetAdded: [target: PredictiveTarget];
  /** The target has left, or can no longer be pressed. */
  onTargetGone: [target: PredictiveTarget];
  /** The target says something else of itself. */
  onTargetChanged: [target: PredictiveTarget];
  /** Targets may have moved, or be called something else. */
  onTargetsChange: [];
  /** A mark on a target was written, by the kit or by somebody else. */
  onMarked: [];
  /** A tick, ms on the clock of `event.timeStamp`: before anything is written, so it may measure. */
  onTick: [now: number];
  onPrediction: [prediction: RegionPrediction, before: RegionPrediction];
  /** The pointer came over another target, or left all. */
  onHover: [target: PredictiveTarget | undefined];
  onPressStart: [beginning: PressBeginning];
  onPress: [press: TargetPress];
  /** Nothing is known of the pointer any more. */
  onPointerLost: [];
  onScroll: [];
  onKeyboard: [use: KeyboardUse];
  /** Another model may be in use. */
  onModel: [];
}

/** A part of what a region does: it is told what happens, and tells nobody. */
export type Feature = {readonly [Event in keyof FeatureEvents]?: (...told: FeatureEvents[Event]) => void};

export interface HabitsPart extends Feature {
  /** How much likelier than others each target is pressed, as far as habit is trusted; 1 on average. */
  priors(): ReadonlyMap<PredictiveTarget, number>;
  forecast(): HabitForecast;
  startVisit(): void;
  invalidate(): void;
}

export interface PreloadPart extends Feature {
  /** Something speaks for a target beside its probability. */
  engage(target: PredictiveTarget, trigger: Exclude<PreloadTrigger, 'model'>): void;
  /** The focus has left the target, or a touch has come to nothing. */
  disengage(target: PredictiveTarget): void;
}

export interface LearningPart extends Feature {
  /** The learner, once it is open. */
  readonly learner: Learner | undefined;
  readonly summary: SampleSummary;
  /** Rejects with `chunk-unavailable` if its code cannot be loaded. */
  open(): Promise<Learner>;
  /** Those of the learner that need what the region says or has. */
  train(signal: AbortSignal | undefined): Promise<ModelChange>;
  evaluate(): Promise<Evaluation>;
  importDataset(file: Blob): Promise<number>;
  loadModel(source: string | URL | readonly File[]): Promise<ModelChange>;
  /** Whether a sequence model is in use and ready to be asked. */
  readonly canAnswer: boolean;
  /** Has the sequence model predict; it publishes when it answers. */
  ask(): void;
  /** Forgets the press and the movement that are under way. */
  forgetUnderWay(): void;
}

export interface ObservationPart extends Feature {
  /** Calls back at each prediction until the signal aborts; if it is late for one, with the present one at once. */
  add(callback: (observation: Observation) => void, options: {signal: AbortSignal; isLate: boolean}): void;
}

/** The features that are loaded when they are needed. */
export interface Parts {
  marks: Feature;
  learning: LearningPart;
  habits: HabitsPart;
  preload: PreloadPart;
  keyboard: Feature;
  touch: Feature;
  observation: ObservationPart;
}

/** What a feature works with: the session, without what only the session may do. */
export interface FeatureContext {
  readonly host: RegionHost;
  /** How the region has predicted since the page was loaded. */
  readonly score: Scorecard;
  /** Orders of presses that the page knows to be good. */
  readonly seededOrders: readonly (readonly string[])[];
  readonly targets: Targets;
  readonly boxes: TargetBoxes;
  readonly engine: Engine<PredictiveTarget>;
  readonly parts: {readonly [Name in keyof Parts]: Lazy<Parts[Name]>};
  /** Aborts when the region rests; `undefined` while it does. */
  readonly watching: AbortSignal | undefined;
  /** What is predicted now. */
  readonly prediction: RegionPrediction;
  /** What the probabilities come from. */
  readonly modelKind: Observation['model'];
  /** How many presses of targets there have been. */
  readonly presses: number;
  /** The region's top left corner, CSS px of the viewport. */
  origin(): {x: number; y: number};
  /** Fires one `predictive-error`. */
  report(error: unknown): void;
  /** Publishes a prediction that something else than the pointer gives. */
  publish(prediction: RegionPrediction): void;
  /** The approach is over: only habit speaks. */
  clear(): void;
  /** The learner's model in use may have changed. */
  modelChanged(): void;
}
