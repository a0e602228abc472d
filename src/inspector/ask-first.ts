import {html, nothing, type TemplateResult} from 'lit';

export interface AskFirstOptions {
  /** Texts of the button and of the one that confirms. */
  label: string;
  confirmation: string;
  act: () => void;
  update: () => void;
}

/**
 * A button for an irreversible action: a press turns it into a way out, which keeps the focus, and shows a
 * second button that confirms.
 */
export class AskFirst {
  readonly #options: AskFirstOptions;
  #isAsking = false;

  constructor(options: AskFirstOptions) {
    this.#options = options;
  }

  render({disabled = false} = {}): TemplateResult {
    const {label, confirmation} = this.#options;
    return html`<button type="button" ?disabled=${disabled} @click=${() => this.#ask(!this.#isAsking)}>
        ${this.#isAsking ? 'No, keep' : label}
      </button>
      ${
        this.#isAsking
          ? html`<button type="button" class="danger" @click=${(event: Event) => this.#onConfirm(event)}>
              ${confirmation}
            </button>`
          : nothing
      }`;
  }

  #ask(isAsking: boolean): void {
    this.#isAsking = isAsking;
    this.#options.update();
  }

  #onConfirm({currentTarget}: Event): void {
    // The confirming button disappears; keep the focus beside it.
    const first = currentTarget instanceof Element ? currentTarget.previousElementSibling : null;
    if (first instanceof HTMLElement) first.focus();
    this.#ask(false);
    this.#options.act();
  }
}
