import {html, isServer, nothing, unsafeCSS, type PropertyDeclarations, type TemplateResult} from 'lit';
import {preloadProperties} from '../core/attribute-converters.js';
import {keyOf, type PredictiveTarget} from '../core/target.js';
import type {Eagerness, PreloadAction, PreloadDeclaration} from '../core/preload.js';
import {isElement, viewOf} from '../core/view.js';
import {declaredPreload} from './declared-preload.js';
import {FamilyElement} from './family-element.js';
import {afterListeners} from './after-listeners.js';
import {Membership} from './membership.js';
import {setAttribute, texts} from './pass-on.js';
import {linkCardStyles} from './predictive-link-card.styles.js';
import {hintStates, preloadStates, setState, showOneOf, showPredicted} from './target-states.js';

/** What takes a press for itself inside the card, or lies above it. */
const controls =
  'a[href], area[href], button, input, select, textarea, label, summary, audio[controls], video[controls], ' +
  'iframe, embed, object, [contenteditable]:not([contenteditable=false]), [tabindex]:not([tabindex^="-"]), ' +
  'dialog, [popover], ' +
  ['menu', 'dialog', 'button', 'link', 'checkbox', 'switch', 'menuitem', 'tab']
    .map((role) => `[role=${role}]`)
    .join();

/**
 * A card that is one link: a press anywhere on it opens its page, and its region predicts when. Links, buttons and
 * fields inside it keep working, and its text can be selected.
 *
 * The link has the heading in it, or without one is named by the content. It is stretched over the whole card, so the
 * middle button, modifier keys, dragging and the context menu work as on any link.
 *
 * @tag predictive-link-card
 * @slot - The text of the card.
 * @slot heading - The heading, which names the link; no link itself.
 * @slot media - A picture or the like above the text, from edge to edge.
 * @slot footer - Further links, buttons or facts below the text.
 * @fires {PreloadEvent} preload - It is time to prepare the work; cancelable, once per approach.
 * @fires {PreloadOutcomeEvent} preload-outcome - Whether the preload was used by a press.
 * @csspart card - The box with border and ground.
 * @csspart media - What is around the media.
 * @csspart body - Everything below the media.
 * @csspart link - The native link around the heading.
 * @csspart content - The text.
 * @csspart footer - What is around the footer.
 * @csspart indicator - The ring that appears when the card is likely to be pressed.
 * @csspart ready - The mark in the corner when the page is ready.
 * @cssprop [--predictive-probability=0] - Set by the region: probability that this card is pressed next, 0…1.
 * @cssprop [--predictive-card-padding=1.25rem] - Space around the text.
 * @cssprop [--predictive-card-radius] - Corner radius; 1.6 of `--predictive-radius` by default.
 * @cssprop [--predictive-surface] - Ground.
 * @cssprop [--predictive-border] - Border.
 * @cssprop [--predictive-text] - Heading, and text of the footer.
 * @cssprop [--predictive-muted] - Text.
 * @cssprop [--predictive-accent] - Colour of the ring; that of the brand by default.
 * @cssprop [--predictive-ring-width=2px] - Width of the ring.
 * @cssprop [--predictive-ring-gap=2px] - Space between the card and the ring.
 * @cssprop [--predictive-shadow=none] - Shadow of the card.
 * @cssState predicted - The card is about to be pressed.
 * @cssState likely - With `hints` on the region: by habit, the card is likely to be pressed next.
 * @cssState unlikely - With `hints` on the region: the card is unlikely to be pressed next, and another is likely.
 * @cssState preloading - The card's preload is under way.
 * @cssState preloaded - The card's preload is done and still active.
 */
export class PredictiveLinkCard extends FamilyElement implements PredictiveTarget {
  static readonly tagName = 'predictive-link-card';
  static override readonly shadowRootOptions: ShadowRootInit = {mode: 'open', delegatesFocus: true};
  static override readonly styles = unsafeCSS(linkCardStyles);
  static override readonly properties: PropertyDeclarations = {
    key: {},
    href: {reflect: true},
    target: {},
    rel: {},
    download: {},
    referrerPolicy: {},
    hreflang: {},
    ping: {},
    predicted: {type: Boolean, reflect: true},
    ...preloadProperties,
    preloadHref: {attribute: 'preload-href'},
    preloadAllow: {attribute: 'preload-allow'},
    cost: {type: Number},
  };

  /** Explicit identity of the card; without one, its `id`, `href` or text is used. */
  declare key: string | null;

  /** URL of the page that the card opens; without one, the card cannot be pressed. */
  declare href: string | null;

  /** Browsing context and relation, as on `<a>`. */
  declare target: string | null;
  declare rel: string | null;

  /** As on `<a>`: downloads, under this file name if it has one. */
  declare download: string | null;

  /** As on `<a>`: referrer policy, language of the page, URLs that are told of the press. */
  declare referrerPolicy: string | null;
  declare hreflang: string | null;
  declare ping: string | null;

  /** Whether this card is about to be pressed; set by the region. */
  declare predicted: boolean;

  /**
   * What to do with `preload-href`, or else `href`, when the card is predicted. Without the
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

  readonly #internals = this.attachInternals();
  readonly #membership = new Membership(this);

  constructor() {
    super();
    if (isServer) return;
    for (const type of ['click', 'auxclick'] as const)
      this.addEventListener(type, (event) => this.#onPress(event));
    this.addEventListener('pointerdown', (event) => this.#onPointerDown(event));
    this.addEventListener('mousedown', (event) => this.#onMouseDown(event));
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...texts];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (texts.includes(name)) this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#membership.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#membership.disconnect();
  }

  get element(): this {
    return this;
  }

  /** The card's identity, at most 200 characters. */
  get targetKey(): string {
    return keyOf(this);
  }

  /** Whether the card has no page to open. */
  get targetDisabled(): boolean {
    return this.href === null;
  }

  /** What this card declares; absent attributes are left to the region. */
  get preloadDeclaration(): Partial<PreloadDeclaration> {
    return declaredPreload(this);
  }

  /** Fires `preload` now, with trigger `manual`; does nothing outside a region. */
  requestPreload(): void {
    this.#membership.region?.requestPreload(this);
  }

  /** Called by the region: a press of something inside the card that takes it for itself is not one of the card. */
  isPressedAt(path: readonly EventTarget[]): boolean {
    const inside = path.slice(0, path.indexOf(this));
    return !inside.some((node) => node !== this.#link && isControl(node));
  }

  /** Called by the region to show whether the card is predicted. */
  showPredicted(predicted: boolean): void {
    showPredicted(this, this.#internals, predicted);
  }

  /** Called by the region to show the state of the preload. */
  showPreload(state: 'preloading' | 'preloaded' | undefined): void {
    showOneOf(this.#internals, preloadStates, state);
  }

  /** Called by the region to show a hint by habit. */
  showHint(hint: 'likely' | 'unlikely' | undefined): void {
    showOneOf(this.#internals, hintStates, hint);
  }

  protected override render(): TemplateResult {
    const {href, target, rel, download, referrerPolicy, hreflang, ping} = this;
    const isNamed = this.#has('heading');
    const onChange = (): void => this.requestUpdate();
    return html`
      <div part="card">
        <div part="media" ?hidden=${!this.#has('media')}>
          <slot name="media" @slotchange=${onChange}></slot>
        </div>
        <div part="body">
          <a
            part="link"
            href=${href ?? nothing}
            target=${target ?? nothing}
            rel=${rel ?? nothing}
            download=${download ?? nothing}
            referrerpolicy=${referrerPolicy ?? nothing}
            hreflang=${hreflang ?? nothing}
            ping=${ping ?? nothing}
            aria-labelledby=${isNamed ? nothing : 'content'}
            ><slot name="heading" @slotchange=${onChange}></slot
          ></a>
          <div part="content" id="content" ?hidden=${!this.#has('')}>
            <slot @slotchange=${onChange}></slot>
          </div>
          <div part="footer" ?hidden=${!this.#has('footer')}>
            <slot name="footer" @slotchange=${onChange}></slot>
          </div>
        </div>
      </div>
      <i part="indicator"></i>
      <i part="ready"></i>
    `;
  }

  protected override updated(): void {
    const link = this.#link!;
    setState(this.#internals, 'predicted', this.predicted);
    for (const name of texts) setAttribute(link, name, this.getAttribute(name));
    this.#membership.region?.targetChanged(this);
  }

  get #link(): HTMLElement | null {
    return this.renderRoot.querySelector('a');
  }

  /** Whether the page has put something into a slot; a server cannot know. */
  #has(slot: string): boolean {
    if (isServer) return true;
    return [...this.childNodes].some((node) =>
      isElement(node)
        ? node.slot === slot
        : slot === '' && node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim() !== '',
    );
  }

  /** Text lies above the link, so that it can be selected; a press there is handed to the link. */
  #onPress(event: PointerEvent): void {
    const path = event.composedPath();
    if (this.targetDisabled || !this.isPressedAt(path)) return;
    const link = this.#link!;
    const {type, button, ctrlKey, metaKey, shiftKey, altKey, view} = event;
    if (path.includes(link) || (type === 'auxclick' && button !== 1)) return;
    // A press of text begins a selection, so this one is new; on a link none can begin.
    if (event.detail > 0 && button === 0 && this.#hasSelection()) {
      event.preventDefault();
      return;
    }
    const init = {button, ctrlKey, metaKey, shiftKey, altKey, view, cancelable: true};
    // Stays inside the shadow root, as it neither bubbles nor is composed.
    afterListeners(event, () => link.dispatchEvent(new MouseEvent('click', init)));
  }

  /** Puts the link above the text for a moment, so that the context menu is that of a link. */
  #onPointerDown(event: PointerEvent): void {
    const opensMenu = event.button === 2 || (event.button === 0 && event.ctrlKey);
    if (!opensMenu || this.targetDisabled || !this.isPressedAt(event.composedPath())) return;
    if (this.#hasSelection()) return;
    setState(this.#internals, 'menu', true);
    // The menu opens with this press or with its release, which the page may not see.
    const end = new AbortController();
    const {signal} = end;
    for (const type of ['pointermove', 'pointerdown', 'click', 'keydown', 'blur'])
      viewOf(this).addEventListener(
        type,
        (later) => {
          if (later === event) return;
          end.abort();
          setState(this.#internals, 'menu', false);
        },
        {capture: true, signal},
      );
  }

  /** On text, the middle button would scroll or paste. */
  #onMouseDown(event: MouseEvent): void {
    if (event.button === 1 && !this.targetDisabled && this.isPressedAt(event.composedPath()))
      event.preventDefault();
  }

  #hasSelection(): boolean {
    // Chromium has a selection for each shadow root.
    const root = this.getRootNode() as Partial<Document>;
    const selection = root.getSelection ? root.getSelection() : this.ownerDocument.getSelection();
    return selection?.isCollapsed === false && selection.containsNode(this, true);
  }
}

function isControl(node: EventTarget): boolean {
  return 'matches' in node && (node as Element).matches(controls);
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-link-card': PredictiveLinkCard;
  }
}
