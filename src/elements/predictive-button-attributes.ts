import type {
  ComplexAttributeConverter,
  PropertyDeclaration,
  PropertyDeclarations,
} from '@lit/reactive-element';
import {oneOf, preloadProperties} from '../core/attribute-converters.js';
import {ElementOfAttributes} from '../core/element-of-attributes.js';
import type {Eagerness, PreloadAction} from '../core/preload.js';

/** `disabled`, which may be `focusable`. */
export const disabledConverter: ComplexAttributeConverter<boolean | 'focusable'> = {
  fromAttribute: (value) => (value?.toLowerCase() === 'focusable' ? 'focusable' : value !== null),
  toAttribute: (value) => (value === 'focusable' ? value : value ? '' : null),
};

/** A word that only styles read; the first is the default. */
export const look = (name: string, ...words: [string, ...string[]]): PropertyDeclaration<string> => ({
  converter: oneOf(name, words),
  reflect: true,
});

/** An attribute that is there or not, also for styles. */
export const flag = {type: Boolean, reflect: true};

/** The attributes of `<predictive-button>` with a property of their own. */
export abstract class ButtonAttributes extends ElementOfAttributes {
  static override readonly properties: PropertyDeclarations = {
    key: {},
    type: {converter: oneOf('type', ['button', 'submit', 'reset'])},
    name: {reflect: true},
    value: {},
    disabled: {converter: disabledConverter, reflect: true},
    variant: look('variant', 'neutral', 'brand', 'success', 'warning', 'danger'),
    appearance: look('appearance', 'outlined', 'filled', 'plain'),
    size: look('size', 'medium', 'small', 'large'),
    pill: flag,
    caret: flag,
    loading: flag,
    loadingText: {attribute: 'loading-text'},
    formAction: {},
    formMethod: {},
    formEnctype: {},
    formTarget: {},
    formNoValidate: {type: Boolean},
    popoverTargetElement: {attribute: false},
    popoverTargetAction: {},
    commandForElement: {attribute: false},
    command: {},
    href: {},
    target: {},
    rel: {},
    download: {},
    referrerPolicy: {},
    hreflang: {},
    ping: {},
    predicted: flag,
    ...preloadProperties,
    preloadHref: {attribute: 'preload-href'},
    preloadAllow: {attribute: 'preload-allow'},
    cost: {type: Number},
  };

  /** Explicit identity of the button; without one, its `id`, `href`, `name` and `value`, or text is used. */
  declare key: string | null;

  /**
   * What a press does in a form: nothing by default, unlike the native element.
   * @default 'button'
   */
  declare type: 'button' | 'submit' | 'reset';

  /** Name and value submitted with the form when this button submits it. */
  declare name: string | null;
  declare value: string | null;

  /**
   * Whether the button cannot be pressed; it is then never predicted or preloaded. `focusable` keeps it in the order
   * of the `Tab` key, so that a screen reader finds it and what describes it.
   * @default false
   */
  declare disabled: boolean | 'focusable';

  /**
   * Role of the colour.
   * @default 'neutral'
   */
  declare variant: 'neutral' | 'brand' | 'success' | 'warning' | 'danger';

  /**
   * How much the button stands out.
   * @default 'outlined'
   */
  declare appearance: 'outlined' | 'filled' | 'plain';

  /**
   * Height: 32, 40 or 48 px, or 0.8, 1 or 1.2 of `--predictive-height`.
   * @default 'medium'
   */
  declare size: 'small' | 'medium' | 'large';

  /** Whether the ends are round. */
  declare pill: boolean;

  /** Whether a caret after the label says that a press opens something. */
  declare caret: boolean;

  /** Whether the press is being worked on: shows a spinner in the same width, and takes no other press. Ends by itself
   * when the browser shows the page again as it was left. */
  declare loading: boolean;

  /** What a screen reader says when `loading` begins; `Loading` if it is `null`. */
  declare loadingText: string | null;

  /** With `type="submit"`: replace the form's `action`, `method`, `enctype` and `target`. */
  declare formAction: string | null | undefined;
  declare formMethod: string | null | undefined;
  declare formEnctype: string | null | undefined;
  declare formTarget: string | null | undefined;

  /** With `type="submit"`: whether the form is submitted without validation. */
  declare formNoValidate: boolean | undefined;

  /** The popover that a press toggles, shows or hides, if not that of `popovertarget`. */
  declare popoverTargetElement: HTMLElement | null | undefined;

  /** What a press does to the popover of `popovertarget`: `toggle` (also without a value), `show` or `hide`. */
  declare popoverTargetAction: string | null | undefined;

  /** The element that a press sends the `command` to, if not that of `commandfor`. */
  declare commandForElement: HTMLElement | null | undefined;

  /** What a press does to the element of `commandfor`: `show-modal`, `close`, `--own-command` … */
  declare command: string | null;

  /** Makes the button a link: URL, browsing context and relation, as on `<a>`. */
  declare href: string | null;
  declare target: string | null;
  declare rel: string | null;

  /** With `href`, as on `<a>`: downloads, under this file name if it has one. */
  declare download: string | null;

  /** With `href`, as on `<a>`: referrer policy, language of the page, URLs that are told of the press. */
  declare referrerPolicy: string | null | undefined;
  declare hreflang: string | null;
  declare ping: string | null;

  /** Whether this button is about to be pressed; set by the region. */
  declare predicted: boolean;

  /**
   * What to do with `preload-href`, or else `href`, when the button is predicted. Without the
   * attribute the region's value counts, and the property is `none`.
   */
  declare preload: PreloadAction | 'none';

  /** The URL to preload, if not `href`. */
  declare preloadHref: string | null;

  /**
   * Opt-ins for the URL, separated by spaces: `query` for one with a query, `cross-origin` for one of another
   * origin.
   */
  declare preloadAllow: string | null;

  /** Cost of a wasted preload relative to an ordinary page, above 0: 2 counts it double; else 1. */
  declare cost: number | null;

  /**
   * Probability from which a page is preloaded: 0.5 (`conservative`), 0.25 (`moderate`) or 0.15 (`eager`).
   * Without the attribute the region's value counts, and the property is `moderate`.
   */
  declare eagerness: Eagerness;
}
