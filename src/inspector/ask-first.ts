import {html, nothing, type TemplateResult} from 'lit';

export interface AskFirstOptions {
  /** What the button says, and what the one that does it. */
  label: string;
  confirmation: string;
  act: () => void;
  update: () => void;
}

/** A button for what cannot be undone: it asks, keeps the focus to say no, and a second one beside it does it. */
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
    // The button goes; the keyboard stays where it was.
    const first = currentTarget instanceof Element ? currentTarget.previousElementSibling : null;
    if (first instanceof HTMLElement) first.focus();
    this.#ask(false);
    this.#options.act();
  }
}
