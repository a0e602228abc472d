import type {Point} from './hit-test.js';

/**
 * The part of a button's hit area that is beside its box: one pixel under the pointer, so that it never covers anything
 * else, and makes nothing scroll. It is in the native control, so a press of it is a press of the button.
 */
export class HitArea {
  readonly #area: HTMLElement;
  /** Its place in the control's own pixels. */
  #left = 0;
  #top = 0;

  constructor(document: Document) {
    this.#area = document.createElement('span');
    this.#area.ariaHidden = 'true';
    Object.assign(this.#area.style, {
      position: 'absolute',
      zIndex: '1',
      width: '1px',
      height: '1px',
      margin: '0',
      padding: '0',
      border: '0',
    });
  }

  /** Puts it into a control, under a point. */
  show(control: Element, {x, y}: Point): void {
    const area = this.#area;
    area.style.display = 'block';
    if (area.parentNode !== control) control.append(area);
    this.#place();
    // The control may be scaled.
    const box = area.getBoundingClientRect();
    this.#left += (Math.floor(x) - box.x) / (box.width || 1);
    this.#top += (Math.floor(y) - box.y) / (box.height || 1);
    this.#place();
  }

  /** Hides it, but leaves it in the page: without what a press has started on, there is no click. */
  hide(): void {
    this.#area.style.display = 'none';
  }

  remove(): void {
    this.#area.remove();
  }

  /** Whether an event happened there. */
  isHitBy(path: readonly EventTarget[]): boolean {
    return path[0] === this.#area;
  }

  /** Looks at the page without it. */
  without<Seen>(look: () => Seen): Seen {
    const {style} = this.#area;
    style.pointerEvents = 'none';
    const seen = look();
    style.pointerEvents = 'auto';
    return seen;
  }

  #place(): void {
    const {style} = this.#area;
    style.left = `${this.#left}px`;
    style.top = `${this.#top}px`;
  }
}
