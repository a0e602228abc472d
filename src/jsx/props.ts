// The properties of each element in templates, for any framework.
// Declares the events in `HTMLElementEventMap`.
import '../core/events.js';
import type {PredictiveButton} from '../elements/predictive-button.js';
import type {PredictiveLinkCard} from '../elements/predictive-link-card.js';
import type {PredictiveNav} from '../elements/predictive-nav.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {PredictiveInspector} from '../inspector/predictive-inspector.js';

type Names<Element, Name extends keyof Element> = {[Each in Name]?: Element[Each] | undefined};

type Attributes<Name extends string> = Partial<Record<Name, string | undefined>>;

/** A button's properties, and its attributes with other names. */
export type ButtonProps = Names<
  PredictiveButton,
  'type' | 'name' | 'value' | 'disabled' | 'href' | 'target' | 'rel' | 'predicted' | 'cost'
> &
  Names<PredictiveButton, 'formAction' | 'formMethod' | 'formEnctype' | 'formTarget' | 'formNoValidate'> &
  Names<PredictiveButton, 'variant' | 'appearance' | 'size' | 'pill' | 'caret' | 'loading' | 'loadingText'> &
  Names<PredictiveButton, 'popoverTargetElement' | 'popoverTargetAction' | 'commandForElement' | 'command'> &
  Names<PredictiveButton, 'download' | 'referrerPolicy' | 'hreflang' | 'ping'> &
  Attributes<'form' | 'formaction' | 'formmethod' | 'formenctype' | 'formtarget' | 'referrerpolicy'> &
  Attributes<'popovertarget' | 'popovertargetaction' | 'commandfor'> &
  Names<PredictiveButton, 'preload' | 'preloadHref' | 'preloadAllow' | 'eagerness'> & {
    formnovalidate?: boolean | undefined;
    'loading-text'?: PredictiveButton['loadingText'] | undefined;
    'preload-href'?: PredictiveButton['preloadHref'] | undefined;
    'preload-allow'?: PredictiveButton['preloadAllow'] | undefined;
    /** The key, for frameworks that reserve `key`. */
    'data-predictive-key'?: string | undefined;
  };

/** A card's properties, and its attributes with other names. */
export type LinkCardProps = Names<
  PredictiveLinkCard,
  'href' | 'target' | 'rel' | 'download' | 'referrerPolicy' | 'hreflang' | 'ping' | 'predicted' | 'cost'
> &
  Names<PredictiveLinkCard, 'preload' | 'preloadHref' | 'preloadAllow' | 'eagerness'> &
  Attributes<'referrerpolicy'> & {
    'preload-href'?: PredictiveLinkCard['preloadHref'] | undefined;
    'preload-allow'?: PredictiveLinkCard['preloadAllow'] | undefined;
    /** The key, for frameworks that reserve `key`. */
    'data-predictive-key'?: string | undefined;
  };

/** A navigation's properties and attributes. */
export type NavProps = Names<PredictiveNav, 'label' | 'moreLabel' | 'preload' | 'eagerness'> & {
  'more-label'?: PredictiveNav['moreLabel'] | undefined;
};

/** A region's properties and attributes. */
export type RegionProps = Names<
  PredictiveRegion,
  'threshold' | 'model' | 'architecture' | 'learn' | 'labelOn' | 'minAccuracy' | 'persist' | 'name'
> &
  Names<PredictiveRegion, 'targets' | 'scope' | 'ignore' | 'highlight'> &
  Names<PredictiveRegion, 'preload' | 'eagerness' | 'preloadOnly' | 'preloadFilter'> &
  Names<PredictiveRegion, 'habits' | 'hints'> &
  Names<PredictiveRegion, 'backend' | 'workerUrl' | 'disabled'> & {
    'label-on'?: PredictiveRegion['labelOn'] | undefined;
    'min-accuracy'?: number | undefined;
    'preload-only'?: string | undefined;
    'worker-url'?: string | undefined;
    'likely-from'?: number | undefined;
    'unlikely-below'?: number | undefined;
    'hint-description'?: string | undefined;
  };

/** The inspector's properties and attributes. */
export type InspectorProps = Names<PredictiveInspector, 'htmlFor' | 'open' | 'dock' | 'shortcut'> & {
  for?: string | undefined;
};

type ButtonEvents = 'preload' | 'preload-outcome';
type RegionEvents =
  'predictive-change' | 'predictive-sample' | 'predictive-train' | 'predictive-model' | 'predictive-error';

/** Each element with its template properties, and the events that it fires or that bubble through it. */
export interface Elements {
  'predictive-button': {element: PredictiveButton; props: ButtonProps; events: ButtonEvents};
  'predictive-region': {element: PredictiveRegion; props: RegionProps; events: RegionEvents | ButtonEvents};
  'predictive-link-card': {element: PredictiveLinkCard; props: LinkCardProps; events: ButtonEvents};
  'predictive-nav': {element: PredictiveNav; props: NavProps; events: ButtonEvents};
  'predictive-inspector': {
    element: PredictiveInspector;
    props: InspectorProps;
    events: 'predictive-error';
  };
}

/** A listener of one of these events on one of the elements. */
export type Listener<Tag extends keyof Elements, Name extends keyof HTMLElementEventMap> = (
  event: HTMLElementEventMap[Name] & {readonly currentTarget: Elements[Tag]['element']},
) => void;

/** Listeners named `Prefix` plus the event's name: `onpredictive-change`. */
export type Listeners<Tag extends keyof Elements, Prefix extends string> = {
  [Name in Elements[Tag]['events'] as `${Prefix}${Name}`]?: Listener<Tag, Name> | undefined;
};
