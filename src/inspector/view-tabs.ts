import {html, type TemplateResult} from 'lit';
import type {InspectorView} from './inspector-view.js';

/** The views' tabs, one of them selected; arrow keys select as they move. */
export class ViewTabs {
  readonly #views: readonly InspectorView[];
  readonly #onSelect: () => void;
  #selected = 0;

  constructor(views: readonly InspectorView[], {onSelect}: {onSelect: () => void}) {
    this.#views = views;
    this.#onSelect = onSelect;
  }

  get selected(): InspectorView {
    return this.#views[this.#selected]!;
  }

  render(): TemplateResult {
    return html`<div
        role="tablist"
        aria-label="Views"
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
      >
        ${this.#views.map(
          ({title}, index) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${index}"
              aria-controls="view"
              aria-selected=${index === this.#selected}
              tabindex=${index === this.#selected ? 0 : -1}
              @click=${() => this.#select(index)}
            >
              ${title}
            </button>`,
        )}
      </div>
      <div class="view" id="view" role="tabpanel" aria-labelledby="tab-${this.#selected}" tabindex="0">
        <div class="content">${this.selected.render()}</div>
      </div>`;
  }

  #select(index: number): void {
    this.#selected = index;
    this.selected.shown?.();
    this.#onSelect();
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.#views.length;
    const steps: Record<string, number> = {
      ArrowLeft: (this.#selected + count - 1) % count,
      ArrowRight: (this.#selected + 1) % count,
      Home: 0,
      End: count - 1,
    };
    const next = steps[event.key];
    if (next === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    this.#select(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }
}
