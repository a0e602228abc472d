import {
  html,
  nothing,
  unsafeCSS,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import {oneOf} from '../core/attribute-converters.js';
import {canHaveFocus} from './can-have-focus.js';
import {FamilyElement} from './family-element.js';
import {buttonGroupStyles} from './predictive-button-group.styles.js';
import {RowEnds} from './row-ends.js';
import {SingleChoice} from './single-choice.js';

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
 * With `select="one"`, one of its toggle buttons is chosen, as of radio buttons: a press or an arrow key chooses, and
 * nothing takes the choice back.
 *
 * @tag predictive-button-group
 * @slot - The buttons: `<predictive-button>`, `-toggle-button`, `-split-button`, `-menu-button`, or native ones.
 * @fires {Event} input - With `select="one"`: the user has changed `value`.
 * @fires {Event} change - With `select="one"`: the user has changed `value`.
 * @csspart group - The box around the buttons.
 */
export class PredictiveButtonGroup extends FamilyElement {
  static readonly tagName = 'predictive-button-group';
  static readonly formAssociated = true;
  static override readonly styles = unsafeCSS(buttonGroupStyles);
  static override readonly properties: PropertyDeclarations = {
    label: {},
    orientation: {converter: oneOf('orientation', ['horizontal', 'vertical']), reflect: true},
    select: {converter: oneOf('select', ['none', 'one']), reflect: true},
    name: {reflect: true},
    value: {},
  };

  /** Name for assistive technology. */
  declare label: string | null;

  /**
   * Whether the buttons are beside or below each other; also which arrow keys move the focus.
   * @default 'horizontal'
   */
  declare orientation: 'horizontal' | 'vertical';

  /**
   * Whether one of the toggle buttons is chosen, or each is on or off by itself.
   * @default 'none'
   */
  declare select: 'none' | 'one';

  /** With `select="one"`: name of the value in a form. */
  declare name: string | null;

  /**
   * With `select="one"`: `value`, or else the text, of the chosen button; `null` if none is. At first it may come from
   * the button that is `pressed`.
   */
  declare value: string | null;

  readonly #internals = this.attachInternals();
  readonly #choice = new SingleChoice(this);
  readonly #rowEnds = new RowEnds(this, () => this.#rove());
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
    const attributeFilter = ['disabled', 'loading', 'hidden', 'inert', 'class', 'pressed', 'value'];
    this.#observer = new MutationObserver((records) => {
      this.#choice.onMutations(records);
      this.#rove();
    });
    this.#observer.observe(this, {subtree: true, childList: true, attributeFilter});
    this.#rove();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  /** The form that owns the group, or `null`. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Gives the form the new value at once: it may be read or submitted before the update. */
  override requestUpdate(...change: Parameters<FamilyElement['requestUpdate']>): void {
    super.requestUpdate(...change);
    // The constructors before this one call it, too.
    if (#internals in this) this.#internals.setFormValue(this.select === 'one' ? this.value : null);
  }

  formResetCallback(): void {
    if (this.select === 'one') this.value = this.#choice.initial;
  }

  /** The browser restores the choice after going back. */
  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (this.select === 'one' && typeof state === 'string') this.value = state;
  }

  protected override update(changed: PropertyValues): void {
    this.#choice.adopt();
    super.update(changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#showChoice();
  }

  protected override render(): TemplateResult {
    return html`<div
      part="group"
      role=${this.select === 'one' ? 'radiogroup' : 'toolbar'}
      aria-label=${this.label ?? nothing}
      aria-orientation=${this.orientation}
    >
      <slot @slotchange=${this.#onSlotChange}></slot>
    </div>`;
  }

  /** What is in the group, in order. */
  get #buttons(): Control[] {
    const slot = this.renderRoot.querySelector('slot');
    return (slot?.assignedElements({flatten: true}) ?? []) as Control[];
  }

  #onSlotChange(): void {
    this.#rowEnds.observe(this.#buttons);
    // One of them may be pressed.
    this.requestUpdate();
    this.#showChoice();
  }

  #showChoice(): void {
    this.#choice.show(this.#buttons);
    // What is chosen is the stop for the `Tab` key.
    this.#current = this.#choice.chosen ?? this.#current;
    this.#rove();
  }

  /** The buttons that can have the focus, in order. */
  #controls(): Control[] {
    const controls = this.#buttons
      .flatMap((element) => element.controls ?? [element])
      .filter((control) => !control.hidden && !isOutOfReach(control));
    const reachable = controls.filter(canHaveFocus);
    // Hidden as a whole, the group keeps one stop for when it is shown.
    return reachable.length > 0 ? reachable : controls;
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
    const isOne = this.select === 'one';
    const isVertical = this.orientation === 'vertical';
    const isRightToLeft = getComputedStyle(this).direction === 'rtl';
    const [left, right] = isRightToLeft ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
    // Radio buttons are walked by all arrows, in a row as in a column.
    const back = [...(isOne || !isVertical ? [left] : []), ...(isOne || isVertical ? ['ArrowUp'] : [])];
    const forth = [...(isOne || !isVertical ? [right] : []), ...(isOne || isVertical ? ['ArrowDown'] : [])];
    const {length} = controls;
    let next: number;
    if (forth.includes(event.key)) next = (from + 1) % length;
    else if (back.includes(event.key)) next = (from + length - 1) % length;
    else if (event.key === 'Home' && !isOne) next = 0;
    else if (event.key === 'End' && !isOne) next = length - 1;
    else return;
    event.preventDefault();
    event.stopPropagation();
    const control = controls[next]!;
    control.focus();
    // Native radio buttons, too, are clicked by the arrow keys.
    if (this.#choice.has(control)) control.click();
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
