import type {PredictiveError} from '../core/errors.js';
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
import type {Marks} from './shown-target.js';
import type {TargetBoxes} from './target-boxes.js';
import type {Targets} from './targets.js';

/**
 * A mouse button or pen went down. `target` and `press` are `undefined` if that was beside every target, or the press
 * was cancelled.
 */
export interface PressBeginning {
  target: PredictiveTarget | undefined;
  /** Set if it may become a click of the target: the target's key at that time, and the movement before it. */
  press: Press | undefined;
  isPrimaryButton: boolean;
}

/** A press that has started, with the target's key at that time. */
export interface Press {
  target: PredictiveTarget;
  key: string;
  start: PressStart;
}

/** A press of a target by any device. */
export interface TargetPress {
  target: PredictiveTarget;
  /** Its click, or `auxclick`, before any other listener. */
  click: MouseEvent;
  /** Its key when it was pressed, which may have changed since. */
  key: string;
  /** When the press started, ms on the clock of `event.timeStamp`. */
  at: number;
  /** `mouse`, `pen` or `touch`; empty without a pointer; `undefined` if the browser does not report it. */
  pointerType: string | undefined;
  /** Whether the user made it. */
  isUsers: boolean;
  /** The pointer's press that this click completes. */
  press: Press | undefined;
  /** Whether it could have been predicted: key presses can, touches cannot. */
  isPredictable: boolean;
  /** Whether it was made beside the target, which took it because it was predicted: nothing is to be learned from it. */
  isAssisted?: boolean;
}

/** What is known of a press that a target took from beside it. */
export type AssistedPress = Required<Pick<TargetPress, 'at' | 'isUsers' | 'isPredictable' | 'isAssisted'>>;

/** A key press or focus change that may lead to a target. `presses` is the number of presses so far. */
export interface KeyboardUse {
  key: KeyboardEvent | undefined;
  presses: number;
}

export type RegionPrediction = Prediction<PredictiveTarget>;

/** The events that a session sends its features, with their arguments. */
export interface FeatureEvents {
  /** The region starts watching, or a setting has changed. */
  onSettings: [];
  /** The region stops watching: it was disabled or left the page. */
  onStop: [];
  onTargetAdded: [target: PredictiveTarget];
  /** The target has left, or can no longer be pressed. */
  onTargetGone: [target: PredictiveTarget];
  /** The target's attributes have changed. */
  onTargetChanged: [target: PredictiveTarget];
  /** Targets may have moved or been renamed. */
  onTargetsChange: [];
  /** The kit or the page wrote a mark on a target. */
  onMarked: [];
  /** A tick, ms on the clock of `event.timeStamp`. It precedes all writes, so features may measure. */
  onTick: [now: number];
  onPrediction: [prediction: RegionPrediction, before: RegionPrediction];
  /** The pointer entered another target, or left all targets. */
  onHover: [target: PredictiveTarget | undefined];
  onPressStart: [beginning: PressBeginning];
  onPress: [press: TargetPress];
  /** The pointer's position is no longer known. */
  onPointerLost: [];
  onScroll: [];
  onKeyboard: [use: KeyboardUse];
  /** The model in use may have changed. */
  onModel: [];
}

/** One function of a region. It receives events and sends none. */
export type Feature = {readonly [Event in keyof FeatureEvents]?: (...told: FeatureEvents[Event]) => void};

export interface MarksPart extends Feature {
  /** Shows marks on a target until they are set to `undefined`. */
  mark(target: PredictiveTarget, marks: Partial<Omit<Marks, 'predicted' | 'probability'>>): void;
}

export interface HabitsPart extends Feature {
  /** Likelihood of each target relative to the others, weighted by trust in habits; averages 1. */
  priors(): ReadonlyMap<PredictiveTarget, number>;
  forecast(): HabitForecast;
  startVisit(): void;
  invalidate(): void;
}

export interface PreloadPart extends Feature {
  /** The target is likely to be pressed for another reason than its probability. */
  engage(target: PredictiveTarget, trigger: Exclude<PreloadTrigger, 'model'>): void;
  /** Forgets which URLs were preloaded. */
  forget(): void;
  /** The focus has left the target, or a touch did not become a press. */
  disengage(target: PredictiveTarget): void;
}

/** Which learner a region has. */
export type LearnerChoice = Pick<RegionHost, 'name' | 'persist'>;

export interface LearningPart extends Feature {
  /** The learner, once it is open. */
  readonly learner: Learner | undefined;
  readonly summary: SampleSummary;
  /**
   * Rejects with `chunk-unavailable` if its code cannot be loaded, and with an `AbortError` if the region has another
   * learner than when it was `asked`.
   */
  open(asked?: LearnerChoice): Promise<Learner>;
  /** Methods of the learner that need the region's settings or data. */
  train(signal: AbortSignal | undefined): Promise<ModelChange>;
  evaluate(): Promise<Evaluation>;
  importDataset(file: Blob): Promise<number>;
  loadModel(source: string | URL | readonly File[]): Promise<ModelChange>;
  /** Whether a sequence model is in use and ready to answer. */
  readonly canAnswer: boolean;
  /** Has the sequence model predict; it publishes its answer. */
  ask(): void;
  /** Forgets the current press and movement. */
  forgetUnderWay(): void;
}

export interface TouchPart extends Feature {
  /** Whether it predicts taps from how the page is read, habit included. */
  readonly isReading: boolean;
}

export interface ObservationPart extends Feature {
  /** Calls back at each prediction until the signal aborts; if it is late for one, with the present one at once. */
  add(callback: (observation: Observation) => void, options: {signal: AbortSignal; isLate: boolean}): void;
}

export interface AssistPart extends Feature {
  /** The target that takes a press that starts beside it, if one does. */
  begin(down: PointerEvent): PredictiveTarget | undefined;
  /** Whether an event is in the hit area beside a button, and not over the button. */
  covers(path: readonly EventTarget[]): boolean;
  /** What is known of the press that a click completes, if a target took it; or forwards the click to the target. */
  end(click: PointerEvent, path: readonly EventTarget[]): AssistedPress | 'forwarded' | undefined;
}

/** The features that are loaded on demand. */
export interface Parts {
  marks: MarksPart;
  learning: LearningPart;
  habits: HabitsPart;
  preload: PreloadPart;
  keyboard: Feature;
  touch: TouchPart;
  observation: ObservationPart;
  assist: AssistPart;
}

/** The session as its features see it, without methods that are the session's own. */
export interface FeatureContext {
  readonly host: RegionHost;
  /** Scores of the region's predictions since the page loaded. */
  readonly score: Lazy<Scorecard>;
  /** Press orders that the page has declared to be good. */
  readonly seededOrders: readonly (readonly string[])[];
  readonly targets: Targets;
  readonly boxes: TargetBoxes;
  readonly engine: Engine<PredictiveTarget>;
  readonly parts: {readonly [Name in keyof Parts]: Lazy<Parts[Name]>};
  /** Aborts when the region stops watching; `undefined` until it watches again. */
  readonly watching: AbortSignal | undefined;
  /** The current prediction. */
  readonly prediction: RegionPrediction;
  /** The kind of model that the probabilities come from. */
  readonly modelKind: Observation['model'];
  /** Number of presses of targets so far. */
  readonly presses: number;
  /** The region's top left corner, CSS px of the viewport. */
  origin(): {x: number; y: number};
  /** Fires one `predictive-error`. */
  report(error: PredictiveError): void;
  /** Publishes a prediction that does not come from the pointer. */
  publish(prediction: RegionPrediction): void;
  /** Ends the approach: from here on, only habits predict. */
  clear(): void;
  /** Reports that the learner's model in use may have changed. */
  modelChanged(): void;
}
