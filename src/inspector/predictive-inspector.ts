import type {PropertyDeclarations, PropertyValues} from '@lit/reactive-element';
import {oneOf} from '../core/attribute-converters.js';
import {ElementOfAttributes} from '../core/element-of-attributes.js';
import {asPredictiveError} from '../core/errors.js';
import {PredictiveErrorEvent} from '../core/events.js';
import {Lazy} from '../core/lazy.js';
import {hostStyles} from './host.styles.js';
import type {InspectorPanel} from './inspector-panel.js';
import type {InspectorElement} from './inspector-element.js';
import {matchesShortcut} from './shortcut.js';

/**
 * A tool for developers: shows what a `<predictive-region>` predicts, over the page and in a panel, with controls to
 * collect, train, evaluate and exchange. The panel is in a shadow tree, and the page makes room for it while it is
 * open. While closed, it only listens for its shortcut; the rest is loaded when it is first opened. Its colours follow
 * the page's `color-scheme`.
 *
 * @tag predictive-inspector
 * @fires {PredictiveErrorEvent} predictive-error - The panel could not be loaded.
 */
export class PredictiveInspector extends ElementOfAttributes implements InspectorElement {
  static readonly tagName = 'predictive-inspector';
  static override readonly styles = hostStyles;
  static override readonly properties: PropertyDeclarations = {
    htmlFor: {attribute: 'for'},
    open: {type: Boolean, reflect: true},
    dock: {reflect: true, converter: oneOf('dock', ['right', 'bottom', 'left', 'float'])},
    shortcut: {converter: {fromAttribute: (value) => value ?? 'Control+Alt+P'}},
  };

  /** The `id` of the region; without it, the first region of the page. */
  declare htmlFor: string | null;

  /**
   * Whether the inspector is open.
   * @default false
   */
  declare open: boolean;

  /**
   * Where the panel is: beside or below the page, which makes room for it, or floating above the page. In windows
   * narrower than 1000 px it is below instead of beside the page, and always below in those narrower than 600 px.
   * @default 'right'
   */
  declare dock: 'right' | 'bottom' | 'left' | 'float';

  /**
   * The key that opens and closes the inspector, preceded by its modifiers; empty for none.
   * @default 'Control+Alt+P'
   */
  declare shortcut: string;

  readonly #module = new Lazy(() => import('./inspector-panel.js'));
  #connection: AbortController | undefined;
  /** Set while the inspector is open, or opening. */
  #opening: AbortController | undefined;
  #panel: InspectorPanel | undefined;
  /** Settles when the inspector is open, or could not be loaded. */
  #shown: Promise<void> | undefined;
  /** The element that had focus when the shortcut opened the inspector. */
  #focusedBefore: Element | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    const {signal} = this.#connection;
    // Capture, since the page may handle keys anywhere.
    addEventListener('keydown', (event) => this.#onKey(event), {capture: true, signal});
    if (this.hasUpdated && this.open) this.#shown = this.#show();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
    this.#connection = undefined;
    this.#hide();
  }

  /** Opens the inspector if it is closed, and closes it if it is open. */
  toggle(): void {
    this.open = !this.open;
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    if (!this.isConnected) return;
    if (!this.open) this.#hide();
    else if (this.#opening === undefined) this.#shown = this.#show();
    else if (changed.has('htmlFor')) this.#panel?.follow();
    else if (changed.has('dock')) this.#panel?.update();
  }

  /** Resolves only when an open inspector has its panel, and the page has made room for it. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    await this.#shown;
    return isComplete;
  }

  async #show(): Promise<void> {
    const {signal} = (this.#opening = new AbortController());
    try {
      const {InspectorPanel} = await this.#module.request();
      if (signal.aborted) return;
      // Made open by `createRenderRoot()`.
      this.#panel = new InspectorPanel({inspector: this, root: this.renderRoot as ShadowRoot, signal});
      if (this.#focusedBefore !== null) this.#panel.focus();
    } catch (error) {
      this.open = false;
      const message = 'The inspector could not be loaded.';
      this.dispatchEvent(
        new PredictiveErrorEvent({error: asPredictiveError('chunk-unavailable', message, error)}),
      );
    }
  }

  #hide(): void {
    const hadFocus = this.shadowRoot?.activeElement !== null;
    this.#opening?.abort();
    this.#opening = this.#panel = undefined;
    const before = this.#focusedBefore;
    this.#focusedBefore = null;
    if (hadFocus && before instanceof HTMLElement) before.focus();
  }

  #onKey(event: KeyboardEvent): void {
    if (!matchesShortcut(event, this.shortcut)) return;
    event.preventDefault();
    event.stopPropagation();
    this.toggle();
    if (this.open) this.#focusedBefore = this.ownerDocument.activeElement ?? this.ownerDocument.body;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-inspector': PredictiveInspector;
  }
}
