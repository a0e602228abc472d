import {html, unsafeCSS, type PropertyDeclarations, type TemplateResult} from 'lit';
import {oneOf} from '../core/attribute-converters.js';
import {maxKeyLength} from '../core/target.js';
import {afterListeners} from './after-listeners.js';
import {MenuOpener, type MenuOpenerHost} from './menu-opener.js';
import {MenuOpenerAttributes} from './menu-opener-attributes.js';
import type {PredictiveButton} from './predictive-button.js';
import {splitButtonStyles} from './predictive-split-button.styles.js';
import {fieldKeyListener, placeSubmitter} from './submitter.js';

/**
 * A button with a second one beside it, which opens a menu of other things to do. Both are targets of the region around
 * it, the second one with the key of the first and ` menu`.
 *
 * @tag predictive-split-button
 * @slot - The label.
 * @slot start - An icon or the like before the label.
 * @slot menu - The `<predictive-menu>`.
 * @fires {Event} toggle - The menu has opened or closed.
 * @fires {PreloadEvent} preload - It is time to prepare the work; cancelable, once per approach.
 * @fires {PreloadOutcomeEvent} preload-outcome - Whether the preload was used by a press.
 * @csspart main - The `<predictive-button>` with the label; its own parts are parts here, too.
 * @csspart trigger - The `<predictive-button>` that opens the menu.
 * @csspart button - The native button or link with the label.
 * @csspart trigger-button - The native button that opens the menu.
 * @cssState open - The menu is on screen.
 * @cssState predicted - One of the two buttons is about to be pressed.
 */
export class PredictiveSplitButton extends MenuOpenerAttributes implements MenuOpenerHost {
  static readonly tagName = 'predictive-split-button';
  static override readonly styles = unsafeCSS(splitButtonStyles);
  static override readonly properties: PropertyDeclarations = {
    menuLabel: {attribute: 'menu-label'},
    type: {converter: oneOf('type', ['button', 'submit', 'reset'])},
    name: {reflect: true},
    value: {},
    formAction: {},
    formMethod: {},
    formEnctype: {},
    formTarget: {},
    formNoValidate: {type: Boolean},
    href: {},
    target: {},
    rel: {},
  };

  /** Name of the button that opens the menu, and of the menu; `More` if it is `null`. */
  declare menuLabel: string | null;

  /**
   * What a press of the label does in a form: nothing by default.
   * @default 'button'
   */
  declare type: 'button' | 'submit' | 'reset';

  /** Name and value submitted with the form when the label submits it. */
  declare name: string | null;
  declare value: string | null;

  /** With `type="submit"`: replace the form's `action`, `method`, `enctype` and `target`. */
  declare formAction: string | null;
  declare formMethod: string | null;
  declare formEnctype: string | null;
  declare formTarget: string | null;

  /** With `type="submit"`: whether the form is submitted without validation. */
  declare formNoValidate: boolean;

  /** Makes the label a link: URL, browsing context and relation, as on `<a>`. */
  declare href: string | null;
  declare target: string | null;
  declare rel: string | null;

  readonly #opener = new MenuOpener(this);

  readonly #onFieldKey = fieldKeyListener(this);

  override connectedCallback(): void {
    super.connectedCallback();
    // Fields of the form may be outside it.
    const {signal} = this.connection!;
    this.getRootNode().addEventListener('keypress', this.#onFieldKey, {capture: true, signal});
  }

  /** The form that owns the button, or `null`. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** Whether the menu is on screen. */
  get open(): boolean {
    return this.#opener.isOpen;
  }

  get main(): PredictiveButton | null {
    return this.renderRoot.querySelector('[part=main]');
  }

  get trigger(): PredictiveButton | null {
    return this.renderRoot.querySelector('[part=trigger]');
  }

  get menuName(): string {
    return this.menuLabel ?? 'More';
  }

  get controls(): HTMLElement[] {
    return [this.main, this.trigger].filter((button) => button !== null);
  }

  /** Opens the menu. */
  show(): void {
    this.#opener.show('menu');
  }

  /** Closes the menu. */
  hide(): void {
    this.#opener.hide();
  }

  /** Fires `preload` now, with trigger `manual`; does nothing outside a region or while disabled. */
  requestPreload(): void {
    this.main?.requestPreload();
  }

  /** Presses the label. */
  override click(): void {
    this.main?.click();
  }

  protected override render(): TemplateResult {
    const opener = this.#opener;
    const key = this.targetKey;
    return html`<predictive-button
        part="main"
        exportparts="button, label, start, spinner, indicator"
        variant=${this.variant}
        appearance=${this.appearance}
        size=${this.size}
        ?pill=${this.pill}
        ?loading=${this.loading}
        .loadingText=${this.loadingText}
        .showPredicted=${this.showPredictedInside}
        .disabled=${this.href === null ? this.innerDisabled : this.disabled}
        .key=${key}
        .href=${this.href}
        .target=${this.target}
        .rel=${this.rel}
        preload=${this.written('preload')}
        eagerness=${this.written('eagerness')}
        .preload=${this.preload}
        .eagerness=${this.eagerness}
        .preloadHref=${this.preloadHref}
        .preloadAllow=${this.preloadAllow}
        .cost=${this.cost}
        @click=${this.#onClick}
        ><slot name="start" slot="start"></slot
        ><slot @slotchange=${opener.onSlotChange}></slot></predictive-button
      ><predictive-button
        part="trigger"
        exportparts="button: trigger-button, indicator: trigger-indicator, caret"
        aria-haspopup="menu"
        aria-expanded=${opener.isOpen ? 'true' : 'false'}
        aria-label=${this.menuName}
        caret
        variant=${this.variant}
        appearance=${this.appearance}
        size=${this.size}
        ?pill=${this.pill}
        .showPredicted=${this.showPredictedInside}
        .disabled=${this.loading || this.innerDisabled}
        .key=${`${key.slice(0, maxKeyLength - 5)} menu`}
        @pointerdown=${opener.onPointerDown}
        @click=${opener.onClick}
        @keydown=${opener.onKeyDown}
      ></predictive-button
      ><slot name="menu" @slotchange=${opener.onSlotChange}></slot>`;
  }

  /** The button inside is in no form: the browser looks for one in its own tree only. */
  #onClick(event: Event): void {
    if (this.form === null || this.href !== null || this.targetDisabled) return;
    afterListeners(event, () => {
      const {form, type} = this;
      if (type === 'reset') form?.reset();
      else if (type === 'submit') form?.requestSubmit(placeSubmitter(this, form));
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-split-button': PredictiveSplitButton;
  }
}
