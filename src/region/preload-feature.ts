import type {PreloadDeclaration, PreloadTrigger} from '../core/preload.js';
import type {PredictiveTarget} from '../core/target.js';
import {Preloader} from '../preload/preloader.js';
import type {
  FeatureContext,
  PreloadPart,
  PressBeginning,
  RegionPrediction,
  TargetPress,
} from './feature-context.js';
import {declarationOf} from './preload-declaration.js';

/** Preloads for the targets of one region when they are predicted, hovered, focused or pressed. */
class PreloadFeature implements PreloadPart {
  readonly #preloader: Preloader;
  /** The probabilities that the preloader knows. */
  #told: RegionPrediction['actionable'] = new Map();

  constructor(context: FeatureContext, signal: AbortSignal) {
    const {host} = context;
    this.#preloader = new Preloader({
      signal,
      now: () => performance.now(),
      onOutcome: (outcome) => context.score.use((score) => score.preloadEnded(outcome)),
      declarationOf: (target): PreloadDeclaration => declarationOf(host, target),
      filter: () => host.preloadFilter,
      show: (target, preload) => {
        if (host.highlight !== 'none') context.parts.marks.use((marks) => marks.mark(target, {preload}));
      },
      report: (error) => context.report(error),
    });
  }

  engage(target: PredictiveTarget, trigger: Exclude<PreloadTrigger, 'model'>): void {
    this.#preloader.engage(target, trigger);
  }

  forget(): void {
    this.#preloader.forget();
  }

  disengage(target: PredictiveTarget): void {
    this.#preloader.blur(target);
  }

  onPrediction({actionable, timing}: RegionPrediction): void {
    const before = this.#told;
    this.#told = actionable;
    for (const target of before.keys()) if (!actionable.has(target)) this.#preloader.predict(target, 0);
    for (const [target, probability] of actionable) {
      // A listener of the page may have caused another prediction.
      if (this.#told !== actionable) return;
      this.#preloader.predict(target, probability, timing.get(target));
    }
  }

  onHover(target: PredictiveTarget | undefined): void {
    this.#preloader.hover(target);
  }

  onPressStart({target, isPrimaryButton}: PressBeginning): void {
    if (target === undefined) this.#preloader.pointerLost();
    else if (isPrimaryButton) this.#preloader.engage(target, 'press');
  }

  onPress({target, click}: TargetPress): void {
    this.#preloader.press(target, click);
  }

  onPointerLost(): void {
    this.#preloader.pointerLost();
  }

  onTargetGone(target: PredictiveTarget): void {
    this.#preloader.cancel(target);
  }

  onStop(): void {
    this.#preloader.cancelAll();
  }
}

/** Creates the preloads of one region. */
export function connect(context: FeatureContext, signal: AbortSignal): PreloadFeature {
  const feature = new PreloadFeature(context, signal);
  // It may have loaded while the pointer rested.
  feature.onPrediction(context.prediction);
  return feature;
}
