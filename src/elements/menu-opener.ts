import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {PredictiveButton} from './predictive-button.js';
import {PredictiveMenu, type MenuOpening} from './predictive-menu.js';

/** What a menu opener needs from the element around it. */
export interface MenuOpenerHost extends ReactiveControllerHost, HTMLElement {
  readonly targetDisabled: boolean;
  /** The button that opens the menu, once it is rendered. */
  readonly trigger: PredictiveButton | null;
  /** Name of the menu where it has none of its own. */
  readonly menuName: string | undefined;
}

/** Opens and closes the menu of a button, by pointer and by keys. */
export class MenuOpener implements ReactiveController {
  readonly #host: MenuOpenerHost;
  #menu: PredictiveMenu | undefined;
  /** Whether the menu was open when the button went down: the browser closes it before the click. */
  #wasOpen = false;

  constructor(host: MenuOpenerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#menu?.open ?? false;
  }

  /** Assistive technology finds the menu from the button, where the browser lets it refer to it. */
  hostUpdated(): void {
    const {trigger} = this.#host;
    if (trigger !== null && 'ariaControlsElements' in trigger)
      trigger.ariaControlsElements = this.#menu === undefined ? null : [this.#menu];
  }

  /** Finds the menu, and puts one without a slot into its own. */
  readonly onSlotChange = (): void => {
    const menu = [...this.#host.children].find((child) => child instanceof PredictiveMenu);
    if (menu !== undefined && menu.slot !== 'menu') menu.slot = 'menu';
    if (menu !== this.#menu) {
      this.#menu?.removeEventListener('toggle', this.#onToggle);
      menu?.addEventListener('toggle', this.#onToggle);
      this.#menu = menu;
    }
    this.#host.requestUpdate();
  };

  readonly onPointerDown = (): void => {
    this.#wasOpen = this.isOpen;
  };

  readonly onClick = (event: MouseEvent): void => {
    // A click by a key has no detail.
    const isByPointer = event.detail > 0;
    const wasOpen = this.#wasOpen && isByPointer;
    this.#wasOpen = false;
    if (this.isOpen || wasOpen) this.hide();
    else this.show(isByPointer ? 'menu' : 'first');
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    const {key, defaultPrevented, ctrlKey, metaKey, altKey} = event;
    if (defaultPrevented || ctrlKey || metaKey || altKey || !/^Arrow(Down|Up)$/.test(key)) return;
    event.preventDefault();
    this.show(key === 'ArrowDown' ? 'first' : 'last');
  };

  show(focus: MenuOpening['focus'] & string): void {
    const {trigger, targetDisabled, menuName} = this.#host;
    if (trigger !== null && !targetDisabled) this.#menu?.show({anchor: trigger, focus, name: menuName});
  }

  hide(): void {
    this.#menu?.hide();
  }

  readonly #onToggle = (): void => {
    this.#host.requestUpdate();
    this.#host.dispatchEvent(new Event('toggle'));
  };
}
