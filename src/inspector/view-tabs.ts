import {html, type TemplateResult} from 'lit';
import type {InspectorTab, InspectorView} from './inspector-view.js';

/** The tabs, one of them selected, with a section for each view of that one; arrow keys select as they move. */
export class ViewTabs {
  readonly #tabs: readonly InspectorTab[];
  readonly #onSelect: () => void;
  #selected = 0;

  constructor(tabs: readonly InspectorTab[], {onSelect}: {onSelect: () => void}) {
    this.#tabs = tabs;
    this.#onSelect = onSelect;
  }

  get selected(): InspectorTab {
    return this.#tabs[this.#selected]!;
  }

  renderTabs(): TemplateResult {
    return html`<div
      role="tablist"
      aria-label="Views"
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
    >
      ${this.#tabs.map(
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
    </div>`;
  }

  renderSelected(): TemplateResult {
    const {title, views} = this.selected;
    return html`<div
      class="view"
      id="view"
      role="tabpanel"
      aria-labelledby="tab-${this.#selected}"
      tabindex="0"
      data-tab=${title}
    >
      ${views.map(renderSection)}
    </div>`;
  }

  #select(index: number): void {
    this.#selected = index;
    for (const view of this.selected.views) view.shown?.();
    this.#onSelect();
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.#tabs.length;
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

function renderSection(view: InspectorView, index: number): TemplateResult {
  return html`<section aria-labelledby="section-${index}" data-section=${view.title}>
    <h3 id="section-${index}">${view.title}</h3>
    <div class="content">${view.render()}</div>
  </section>`;
}
