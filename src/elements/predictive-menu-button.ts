import {html, unsafeCSS, type TemplateResult} from 'lit';
import {labelOf} from './family-element.js';
import {MenuOpener, type MenuOpenerHost} from './menu-opener.js';
import {MenuOpenerAttributes} from './menu-opener-attributes.js';
import type {PredictiveButton} from './predictive-button.js';
import {menuButtonStyles} from './predictive-menu-button.styles.js';

/**
 * A button that opens a menu. Its button and, while the menu is open, the menu's items are predicted by the region around
 * it. A prediction never opens the menu: it fires `preload`, so that the page can get the menu's content ready.
 *
 * @tag predictive-menu-button
 * @slot - The label.
 * @slot start - An icon or the like before the label.
 * @slot menu - The `<predictive-menu>`.
 * @fires {Event} toggle - The menu has opened or closed.
 * @fires {PreloadEvent} preload - It is time to prepare the work; cancelable, once per approach.
 * @fires {PreloadOutcomeEvent} preload-outcome - Whether the preload was used by a press.
 * @csspart trigger - The `<predictive-button>`; its own parts are parts here, too.
 * @csspart button - The native button.
 * @csspart label - The label.
 * @csspart caret - The caret after the label.
 * @csspart indicator - The ring that appears when the button is predicted.
 * @cssState open - The menu is on screen.
 * @cssState predicted - The button is about to be pressed.
 */
export class PredictiveMenuButton extends MenuOpenerAttributes implements MenuOpenerHost {
  static readonly tagName = 'predictive-menu-button';
  static override readonly styles = unsafeCSS(menuButtonStyles);

  readonly #opener = new MenuOpener(this);

  /** Whether the menu is on screen. */
  get open(): boolean {
    return this.#opener.isOpen;
  }

  get trigger(): PredictiveButton | null {
    return this.renderRoot.querySelector('predictive-button');
  }

  get menuName(): string {
    // Labels are elements.
    const named = this.ariaLabelledByElements ?? ([...this.labels] as Element[]);
    return named.map(labelOf).join(' ') || (this.ariaLabel ?? labelOf(this));
  }

  get controls(): HTMLElement[] {
    return this.trigger === null ? [] : [this.trigger];
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
    this.trigger?.requestPreload();
  }

  override click(): void {
    this.trigger?.click();
  }

  protected override render(): TemplateResult {
    const opener = this.#opener;
    return html`<predictive-button
        part="trigger"
        exportparts="button, label, start, caret, spinner, indicator"
        aria-haspopup="menu"
        aria-expanded=${opener.isOpen ? 'true' : 'false'}
        caret
        variant=${this.variant}
        appearance=${this.appearance}
        size=${this.size}
        ?pill=${this.pill}
        ?loading=${this.loading}
        .loadingText=${this.loadingText}
        .showPredicted=${this.showPredictedInside}
        .disabled=${this.innerDisabled}
        .key=${this.targetKey}
        preload=${this.written('preload')}
        eagerness=${this.written('eagerness')}
        .preload=${this.preload}
        .eagerness=${this.eagerness}
        .preloadHref=${this.preloadHref}
        .preloadAllow=${this.preloadAllow}
        .cost=${this.cost}
        @pointerdown=${opener.onPointerDown}
        @click=${opener.onClick}
        @keydown=${opener.onKeyDown}
        ><slot name="start" slot="start"></slot
        ><slot @slotchange=${opener.onSlotChange}></slot></predictive-button
      ><slot name="menu" @slotchange=${opener.onSlotChange}></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-menu-button': PredictiveMenuButton;
  }
}
