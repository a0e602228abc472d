// The properties of each element in templates, for any framework.
// Declares the events in `GlobalEventHandlersEventMap`.
import '../core/events.js';
import type {PredictiveButton} from '../elements/predictive-button.js';
import type {PredictiveButtonGroup} from '../elements/predictive-button-group.js';
import type {PredictiveMenu} from '../elements/predictive-menu.js';
import type {PredictiveMenuButton} from '../elements/predictive-menu-button.js';
import type {PredictiveMenuItem} from '../elements/predictive-menu-item.js';
import type {PredictiveLinkCard} from '../elements/predictive-link-card.js';
import type {PredictiveNav} from '../elements/predictive-nav.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {PredictiveSplitButton} from '../elements/predictive-split-button.js';
import type {PredictiveToggleButton} from '../elements/predictive-toggle-button.js';
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

/** What a toggle button has in addition: two-way with `onchange` or `onChange`, as its `pressed` is then the new state. */
export type ToggleButtonProps = ButtonProps & Names<PredictiveToggleButton, 'pressed'>;

/** The properties that preload, and the attributes with other names. */
type PreloadProps = Names<
  PredictiveMenuItem,
  'preload' | 'preloadHref' | 'preloadAllow' | 'eagerness' | 'cost'
> &
  Attributes<'preload-href' | 'preload-allow' | 'data-predictive-key'>;

/** A menu button's properties and attributes. */
export type MenuButtonProps = PreloadProps &
  Names<
    PredictiveMenuButton,
    'disabled' | 'variant' | 'appearance' | 'size' | 'pill' | 'loading' | 'loadingText' | 'predicted'
  > &
  Attributes<'loading-text'>;

/** A split button's properties and attributes. */
export type SplitButtonProps = MenuButtonProps &
  Names<PredictiveSplitButton, 'menuLabel' | 'type' | 'name' | 'value' | 'href' | 'target' | 'rel'> &
  Names<
    PredictiveSplitButton,
    'formAction' | 'formMethod' | 'formEnctype' | 'formTarget' | 'formNoValidate'
  > &
  Attributes<'menu-label' | 'formaction' | 'formmethod' | 'formenctype' | 'formtarget'> & {
    formnovalidate?: boolean | undefined;
  };

/** A menu's properties. */
export type MenuProps = Names<PredictiveMenu, 'label'>;

/** A menu item's properties and attributes. */
export type MenuItemProps = PreloadProps &
  Names<PredictiveMenuItem, 'type' | 'checked' | 'name' | 'value' | 'disabled' | 'variant' | 'predicted'> &
  Names<PredictiveMenuItem, 'href' | 'target' | 'rel' | 'download'>;

/** A button group's properties: two-way with `onchange` or `onChange`, as its `value` is then the new choice. */
export type ButtonGroupProps = Names<
  PredictiveButtonGroup,
  'label' | 'orientation' | 'select' | 'name' | 'value'
>;

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
  Names<PredictiveRegion, 'habits' | 'hints' | 'assist'> &
  Names<PredictiveRegion, 'backend' | 'workerUrl' | 'disabled'> & {
    'label-on'?: PredictiveRegion['labelOn'] | undefined;
    'min-accuracy'?: number | undefined;
    'preload-only'?: string | undefined;
    'worker-url'?: string | undefined;
    'assist-from'?: number | undefined;
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
  'predictive-button-group': {
    element: PredictiveButtonGroup;
    props: ButtonGroupProps;
    events: 'input' | 'change';
  };
  'predictive-menu': {element: PredictiveMenu; props: MenuProps; events: 'toggle' | ButtonEvents};
  'predictive-menu-button': {
    element: PredictiveMenuButton;
    props: MenuButtonProps;
    events: 'toggle' | ButtonEvents;
  };
  'predictive-menu-item': {
    element: PredictiveMenuItem;
    props: MenuItemProps;
    events: 'change' | ButtonEvents;
  };
  'predictive-split-button': {
    element: PredictiveSplitButton;
    props: SplitButtonProps;
    events: 'toggle' | ButtonEvents;
  };
  'predictive-toggle-button': {
    element: PredictiveToggleButton;
    props: ToggleButtonProps;
    events: 'input' | 'change' | ButtonEvents;
  };
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
