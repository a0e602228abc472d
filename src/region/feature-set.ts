import {Lazy} from '../core/lazy.js';
import type {Feature, FeatureContext, FeatureEvents, Parts} from './feature-context.js';
import {features, type LoadedLater} from './features.js';

/** The features of one session: loads them on demand, and passes each event to them in the order of the table. */
export class FeatureSet {
  readonly parts: FeatureContext['parts'];
  readonly #context: FeatureContext;
  /** The features that exist from the start. */
  readonly #always = new Map<string, Feature>();
  /** Aborts each feature that is loaded on demand. */
  readonly #ends = new Map<string, AbortController>();

  constructor(context: FeatureContext) {
    this.#context = context;
    for (const row of features) if ('connect' in row) this.#always.set(row.name, row.connect(context));
    // Each row creates the feature of its own name.
    this.parts = Object.fromEntries(
      features.flatMap((row) => ('load' in row ? [[row.name, this.#lazy(row)]] : [])),
    ) as unknown as FeatureContext['parts'];
  }

  /** Passes an event to the features; while the region watches, the event may load a missing one. */
  tell<Event extends keyof FeatureEvents>(event: Event, ...told: FeatureEvents[Event]): void {
    const tell = (feature: Feature): void => {
      // With a type parameter as index, TypeScript does not relate a method to its arguments.
      (feature[event] as ((...told: FeatureEvents[Event]) => void) | undefined)?.call(feature, ...told);
    };
    for (const row of features) {
      // A listener of the page may have caused another prediction.
      if (event === 'onPrediction' && told[0] !== this.#context.prediction) return;
      if ('connect' in row) {
        tell(this.#always.get(row.name)!);
        continue;
      }
      const lazy: Lazy<Feature> = this.parts[row.name];
      if (lazy.current !== undefined) tell(lazy.current);
      else if (this.#context.watching !== undefined) this.#want(row, lazy, {event, told, tell});
    }
  }

  /** Drops a feature; the next event that needs it loads it again. */
  end(name: keyof Parts): void {
    this.parts[name].drop();
    this.#ends.get(name)?.abort();
    this.#ends.delete(name);
  }

  /** Drops the features that exist only while the region watches. */
  endWatch(): void {
    for (const row of features) if ('load' in row && row.endsAtRest) this.end(row.name);
  }

  endAll(): void {
    for (const row of features) if ('load' in row) this.end(row.name);
  }

  #want<Event extends keyof FeatureEvents>(
    {wants}: LoadedLater,
    lazy: Lazy<Feature>,
    {event, told, tell}: {event: Event; told: FeatureEvents[Event]; tell: (feature: Feature) => void},
  ): void {
    const wish = wants[event]?.(this.#context, ...told);
    if (wish) lazy.use((feature) => wish.isTold && tell(feature), wish);
  }

  #lazy<Name extends keyof Parts>({name, load}: LoadedLater<Name>): Lazy<Parts[Name]> {
    return new Lazy(
      async () => {
        const end = new AbortController();
        this.#ends.set(name, end);
        const {connect} = await load();
        end.signal.throwIfAborted();
        return connect(this.#context, end.signal);
      },
      {onError: (error) => this.#context.report(error)},
    );
  }
}
