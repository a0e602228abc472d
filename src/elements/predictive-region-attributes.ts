import type {PropertyDeclarations} from '@lit/reactive-element';
import {oneOf, preloadProperties, selector, share} from '../core/attribute-converters.js';
import {ElementOfAttributes} from '../core/element-of-attributes.js';
import type {Architecture, Backend} from '../core/model.js';
import type {Eagerness, PreloadAction, PreloadFilter} from '../core/preload.js';
import type {Persist} from '../storage/records.js';

/** The attributes of `<predictive-region>`, and their properties. */
export abstract class RegionAttributes extends ElementOfAttributes {
  static override readonly properties: PropertyDeclarations = {
    threshold: {converter: share('threshold', 0.5, 'auto')},
    model: {converter: (value) => value ?? 'auto'},
    architecture: {converter: oneOf('architecture', ['scorer', 'simple-rnn', 'gru', 'lstm'])},
    learn: {converter: oneOf('learn', ['auto', 'manual', 'off'])},
    labelOn: {attribute: 'label-on', converter: oneOf('label-on', ['click', 'hover'])},
    minAccuracy: {attribute: 'min-accuracy', converter: share('min-accuracy', 0.7)},
    persist: {converter: oneOf('persist', ['none', 'session', 'local'])},
    name: {},
    assist: {},
    targets: {converter: selector('targets')},
    scope: {converter: selector('scope')},
    ignore: {converter: selector('ignore')},
    highlight: {converter: oneOf('highlight', ['ring', 'none'])},
    ...preloadProperties,
    preloadOnly: {attribute: 'preload-only'},
    habits: {converter: oneOf('habits', ['on', 'off'])},
    hints: {},
    backend: {converter: oneOf('backend', ['auto', 'webgl', 'wasm', 'cpu'])},
    workerUrl: {attribute: 'worker-url'},
    disabled: {type: Boolean, reflect: true},
  };

  /**
   * Probability from which a button is `predicted`, 0…1. `auto`: 0.5; and 0.3 for one that is three times as likely as
   * any other, as in dense lists.
   * @default 0.5
   */
  declare threshold: number | 'auto';

  /**
   * `auto`: the shipped network, personalised as it learns; `none`: the heuristic only; otherwise the URL of a
   * `model.json`, from which learning sets out.
   * @default 'auto'
   */
  declare model: string | null;

  /**
   * The model architecture that learning trains.
   * @default 'scorer'
   */
  declare architecture: Architecture;

  /**
   * `auto`: trains when there is enough new data and the page is idle; `manual`: only by `train()`; `off`: keeps
   * no samples.
   * @default 'auto'
   */
  declare learn: 'auto' | 'manual' | 'off';

  /**
   * `hover` counts entering a button as a press, to collect a data set quickly.
   * @default 'click'
   */
  declare labelOn: 'click' | 'hover';

  /**
   * Accuracy, 0…1, that a new model must reach for every button with enough held-out samples.
   * @default 0.7
   */
  declare minAccuracy: number;

  /**
   * Where samples and models are kept: in memory only, until the tab is closed, or in this browser.
   * @default 'none'
   */
  declare persist: Persist;

  /** Names the stored learner; regions with the same name on one origin share it. */
  declare name: string | null;

  /**
   * CSS selector of native elements inside the region that are also predicted.
   * @default ''
   */
  declare targets: string;

  /**
   * CSS selector of the elements whose contents the region covers, instead of its own children.
   * @default ''
   */
  declare scope: string;

  /**
   * CSS selector of elements that are never targets, and whose contents never are.
   * @default ''
   */
  declare ignore: string;

  /**
   * `none` writes no attribute, class or style on any target; events, preloads and observers still work.
   * @default 'ring'
   */
  declare highlight: 'ring' | 'none';

  /**
   * How to preload the URLs of predicted targets that declare no `preload` themselves.
   * @default 'none'
   */
  declare preload: PreloadAction | 'none';

  /**
   * How likely a press must be before a target that declares no eagerness itself is preloaded.
   * @default 'moderate'
   */
  declare eagerness: Eagerness;

  /** URL patterns, separated by spaces, such as `/docs/* /products/*`: nothing else is ever preloaded. */
  declare preloadOnly: string | null;

  /** Called before a URL that looks safe is preloaded; `false` refuses it. */
  preloadFilter: PreloadFilter | undefined;

  /**
   * Whether the order of presses is learned and used.
   * @default 'on'
   */
  declare habits: 'on' | 'off';

  /**
   * If present, shows which target is likely to be pressed next before the pointer moves: by the states `likely`
   * and `unlikely` (`data-hint` of native elements) and `--predictive-probability`. `described` also tells
   * assistive technology.
   */
  declare hints: string | null;

  /**
   * `expand`: a target that is very likely to be pressed also takes presses in a margin around it, where there is
   * nothing else; for people who find small targets hard to hit.
   */
  declare assist: 'none' | 'expand' | (string & {}) | null;

  /**
   * TensorFlow.js backend for training; `auto` measures which is fastest.
   * @default 'auto'
   */
  declare backend: Backend | 'auto';

  /**
   * URL of the training worker, for pages where the kit cannot know it, such as those with bundled code on another
   * origin.
   */
  declare workerUrl: string | null;

  /**
   * Whether the region is off: no capture, no prediction.
   * @default false
   */
  declare disabled: boolean;
}
