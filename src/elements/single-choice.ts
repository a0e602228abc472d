import {afterListeners} from './after-listeners.js';
import {labelOf} from './family-element.js';
import type {PredictiveToggleButton} from './predictive-toggle-button.js';

/** What offers a choice. */
interface SingleChoiceHost extends HTMLElement {
  readonly select: 'none' | 'one';
  value: string | null;
  readonly isUpdatePending: boolean;
  requestUpdate(): void;
}

const tag = 'predictive-toggle-button';

/** The toggle buttons of a group of which one is chosen: shows the group's value on them, and sets it by a press. */
export class SingleChoice {
  readonly #host: SingleChoiceHost;
  #options: PredictiveToggleButton[] = [];
  /** Whether the value comes from the markup's pressed button: only until there has been one. */
  #isOpen = true;
  #initial: string | null = null;

  constructor(host: SingleChoiceHost) {
    this.#host = host;
    host.addEventListener('click', (event) => this.#onClick(event));
  }

  /** The value after the form has been reset: what it was at first. */
  get initial(): string | null {
    return this.#initial;
  }

  /** The button that is chosen. */
  get chosen(): PredictiveToggleButton | undefined {
    return this.#options.find((option) => valueOf(option) === this.#host.value);
  }

  has(element: Element): boolean {
    return this.#options.includes(element as PredictiveToggleButton);
  }

  /** Without a value so far, has the host take that of the button that the markup says is pressed. */
  adopt(): void {
    const host = this.#host;
    if (!this.#isOpen || host.select !== 'one') return;
    const pressed = [...host.querySelectorAll(tag)].find((option) => option.hasAttribute('pressed'));
    if (host.value === null && pressed !== undefined) host.value = valueOf(pressed);
    this.#initial = host.value;
    this.#isOpen = host.value === null;
  }

  /** Makes the toggle buttons options, and shows which one is chosen. */
  show(elements: readonly Element[]): void {
    const host = this.#host;
    const isOne = host.select === 'one';
    const options = isOne ? elements.filter(({localName}) => localName === tag) : [];
    // They load by themselves, and may do so later.
    const known = options.filter((option) => option.matches(':defined')) as PredictiveToggleButton[];
    if (known.length < options.length) void customElements.whenDefined(tag).then(() => host.requestUpdate());
    for (const option of this.#options) if (!known.includes(option)) option.showAsOption(undefined);
    this.#options = known;
    for (const option of known) option.showAsOption(valueOf(option) === host.value);
  }

  /** Follows scripts and frameworks that set `pressed` or `value` of a button. */
  onMutations(records: readonly MutationRecord[]): void {
    // Its own value is shown next, whatever the buttons say.
    if (this.#host.isUpdatePending) return;
    for (const {target, attributeName} of records) {
      const option = this.#options.find((each) => each === target);
      if (option === undefined) continue;
      if (attributeName === 'value') this.#host.requestUpdate();
      if (attributeName !== 'pressed') continue;
      const isChosen = valueOf(option) === this.#host.value;
      if (option.pressed && !isChosen) this.#host.value = valueOf(option);
      else if (!option.pressed && isChosen) this.#host.value = null;
    }
  }

  #onClick(event: Event): void {
    const path = event.composedPath();
    const option = this.#options.find((each) => path.includes(each));
    if (option !== undefined) afterListeners(event, () => this.#choose(option));
  }

  #choose(option: PredictiveToggleButton): void {
    const host = this.#host;
    const value = valueOf(option);
    if (value === host.value || !this.has(option)) return;
    this.#isOpen = false;
    host.value = value;
    // Assistive technology reads the states right after the press.
    for (const each of this.#options) each.showAsOption(each === option);
    host.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    host.dispatchEvent(new Event('change', {bubbles: true}));
  }
}

/** As of an `<option>`: its `value`, or else its text. It may not be defined yet. */
function valueOf(option: PredictiveToggleButton): string {
  const {value = option.getAttribute('value')} = option as {value?: string | null};
  return value ?? labelOf(option);
}
