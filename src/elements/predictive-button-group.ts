import {html, nothing, unsafeCSS, type PropertyDeclarations, type TemplateResult} from 'lit';
import {oneOf} from '../core/attribute-converters.js';
import {FamilyElement} from './family-element.js';
import {buttonGroupStyles} from './predictive-button-group.styles.js';

/** A button in the group: one of the kit's, or a native one. */
type Control = HTMLElement & {
  disabled?: boolean | 'focusable';
  loading?: boolean;
  targetDisabled?: boolean;
  /** The buttons inside it, if it has several or a menu. */
  controls?: Control[];
};

/**
 * Buttons that belong together, joined: a toolbar with one stop for the `Tab` key, in which the arrow keys, `Home` and
 * `End` move the focus. Each button is predicted as by itself.
 *
 * @tag predictive-button-group
 * @slot - The buttons: `<predictive-button>`, `-toggle-button`, `-split-button`, `-menu-button`, or native ones.
 * @csspart group - The box around the buttons.
 */
export class PredictiveButtonGroup extends FamilyElement {
  static readonly tagName = 'predictive-button-group';
  static override readonly styles = unsafeCSS(buttonGroupStyles);
  static override readonly properties: PropertyDeclarations = {
    label: {},
    orientation: {converter: oneOf('orientation', ['horizontal', 'vertical']), reflect: true},
  };

  /** Name for assistive technology. */
  declare label: string | null;

  /**
   * Whether the buttons are beside or below each other; also which arrow keys move the focus.
   * @default 'horizontal'
   */
  declare orientation: 'horizontal' | 'vertical';

  /** The only button that the `Tab` key reaches. */
  #current: Control | undefined;
  /** The others, out of the order of the `Tab` key. */
  #others: Control[] = [];
  #observer: MutationObserver | undefined;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#onKeyDown(event), true);
    this.addEventListener('focusin', (event) => this.#onFocusIn(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const attributeFilter = ['disabled', 'loading', 'hidden'];
    this.#observer = new MutationObserver(() => this.#rove());
    this.#observer.observe(this, {subtree: true, childList: true, attributeFilter});
    this.#rove();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override render(): TemplateResult {
    return html`<div
      part="group"
      role="toolbar"
      aria-label=${this.label ?? nothing}
      aria-orientation=${this.orientation}
    >
      <slot @slotchange=${this.#rove}></slot>
    </div>`;
  }

  /** The buttons that can have the focus, in order. */
  #controls(): Control[] {
    const slot = this.renderRoot.querySelector('slot');
    const assigned = (slot?.assignedElements({flatten: true}) ?? []) as Control[];
    return assigned
      .flatMap((element) => element.controls ?? [element])
      .filter((control) => !control.hidden && !isOutOfReach(control));
  }

  /** Leaves one button in the order of the `Tab` key. */
  #rove(): void {
    const controls = this.#controls();
    if (this.#current === undefined || !controls.includes(this.#current)) this.#current = controls[0];
    const others = controls.filter((control) => control !== this.#current);
    // Whatever has left the group, or cannot have the focus now, is as it was.
    for (const control of this.#others) if (!others.includes(control)) control.removeAttribute('tabindex');
    for (const control of others) if (control.getAttribute('tabindex') !== '-1') control.tabIndex = -1;
    this.#others = others;
  }

  #onFocusIn(event: Event): void {
    const path = event.composedPath();
    const focused = this.#controls().find((control) => path.includes(control));
    if (focused === undefined || focused === this.#current) return;
    this.#current = focused;
    this.#rove();
  }

  /** Before the buttons: the arrows of the toolbar are not those that open a menu. */
  #onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const controls = this.#controls();
    const path = event.composedPath();
    const from = controls.findIndex((control) => path.includes(control));
    if (from < 0) return;
    const isVertical = this.orientation === 'vertical';
    const isRightToLeft = !isVertical && getComputedStyle(this).direction === 'rtl';
    const [back, forth] = isVertical ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const {length} = controls;
    let next: number;
    if (event.key === (isRightToLeft ? back : forth)) next = (from + 1) % length;
    else if (event.key === (isRightToLeft ? forth : back)) next = (from + length - 1) % length;
    else if (event.key === 'Home') next = 0;
    else if (event.key === 'End') next = length - 1;
    else return;
    event.preventDefault();
    event.stopPropagation();
    controls[next]!.focus();
  }
}

/** Whether a button is disabled, and not one that can have the focus all the same. */
function isOutOfReach({disabled, loading = false, targetDisabled = false}: Control): boolean {
  if (disabled === 'focusable' || loading) return false;
  return targetDisabled || disabled === true;
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-button-group': PredictiveButtonGroup;
  }
}
