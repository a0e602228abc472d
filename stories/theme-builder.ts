import {css, html, LitElement, unsafeCSS, type TemplateResult} from 'lit';
import {styleMap} from 'lit/directives/style-map.js';
import * as defaults from '../src/core/default-colours.js';
import '../src/index.js';
import {contrast as contrastOf, type Rgb} from '../test/support/luminance.js';

const roles = ['neutral', 'brand', 'success', 'warning', 'danger'] as const;
type Role = (typeof roles)[number];

/** The kit's own values for a light page, the first of each pair. */
const start = Object.fromEntries(roles.map((role) => [role, /#\w+/.exec(defaults[role])![0]])) as Record<
  Role,
  string
>;

const lengths = {
  height: {label: 'Height', min: 28, max: 64, value: 40},
  radius: {label: 'Radius', min: 0, max: 32, value: 10},
  padding: {label: 'Padding', min: 4, max: 40, value: 17},
};
type Length = keyof typeof lengths;

/** A colour `#rrggbb` as numbers. */
const rgbOf = (colour: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;

const contrast = (a: string, b: string): number => contrastOf(rgbOf(a), rgbOf(b));

/** Black or white, whichever is read better. */
const textOn = (ground: string): string =>
  contrast(ground, '#ffffff') >= contrast(ground, '#000000') ? '#ffffff' : '#000000';

/** Builds a theme from five colours and three lengths, shows it on real buttons, and copies it as CSS. */
export class ThemeBuilder extends LitElement {
  static override readonly properties = {
    colours: {state: true},
    sizes: {state: true},
    copied: {state: true},
  };

  static override readonly styles = css`
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
      gap: 2rem;
      align-items: start;
    }
    form,
    section {
      display: grid;
      gap: 0.75rem;
    }
    label {
      display: grid;
      grid-template-columns: 5rem minmax(0, 1fr) 4.25rem;
      gap: 0.75rem;
      align-items: center;
    }
    input {
      box-sizing: border-box;
      inline-size: 100%;
      min-inline-size: 0;
      block-size: 32px;
      margin: 0;
      accent-color: ${unsafeCSS(defaults.brand)};
    }
    input[type='color'] {
      padding: 0;
      overflow: hidden;
      border: 1px solid ${unsafeCSS(defaults.border)};
      border-radius: 8px;
      background: none;
      cursor: pointer;
    }
    ::-webkit-color-swatch-wrapper {
      padding: 0;
    }
    ::-webkit-color-swatch {
      border: 0;
    }
    ::-moz-color-swatch {
      border: 0;
    }
    output {
      font-variant-numeric: tabular-nums;
      text-align: end;
      white-space: nowrap;
    }
    .low {
      font-weight: 600;
      color: ${unsafeCSS(defaults.danger)};
    }
    section {
      container: buttons / inline-size;
    }
    /* A row of five for each appearance; where that is too wide, a column. */
    .buttons {
      display: grid;
      grid-template-columns: repeat(5, minmax(max-content, 1fr));
      gap: 0.75rem;
      overflow-x: auto;
      /* For the rings, which the scrolled box would clip. */
      margin: -0.75rem;
      padding: 0.75rem;
    }
    @container buttons (inline-size < 36rem) {
      .buttons {
        grid: repeat(5, auto) / auto-flow minmax(max-content, 1fr);
      }
    }
    pre {
      margin: 0;
      padding: 1rem;
      overflow-x: auto;
      border: 1px solid ${unsafeCSS(defaults.border)};
      border-radius: 10px;
      font-size: 0.8125rem;
      line-height: 1.5;
    }
  `;

  declare colours: Record<Role, string>;
  declare sizes: Record<Length, number>;
  declare copied: boolean;

  constructor() {
    super();
    this.colours = {...start};
    const [height, radius, padding] = Object.values(lengths).map(({value}) => value) as [
      number,
      number,
      number,
    ];
    this.sizes = {height, radius, padding};
    this.copied = false;
  }

  /** The theme as custom properties. */
  get properties(): Record<string, string> {
    const {colours, sizes} = this;
    return Object.fromEntries([
      ...roles.flatMap((role) => [
        [`--predictive-${role}`, colours[role]],
        [`--predictive-on-${role}`, textOn(colours[role])],
        [`--predictive-${role}-text`, colours[role]],
      ]),
      ['--predictive-accent', colours.brand],
      ...Object.entries(sizes).map(([name, value]) => [`--predictive-${name}`, `${value}px`]),
    ]) as Record<string, string>;
  }

  /** The theme as a style sheet. */
  get css(): string {
    const lines = Object.entries(this.properties).map(([name, value]) => `  ${name}: ${value};`);
    return [':root {', ...lines, '}', ''].join('\n');
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.css);
    this.copied = true;
  }

  protected override render(): TemplateResult {
    const {colours, sizes} = this;
    return html`
      <form aria-label="Theme" @input=${() => (this.copied = false)}>
        ${roles.map((role) => {
          const least = Math.min(
            contrast(colours[role], textOn(colours[role])),
            contrast(colours[role], '#ffffff'),
          );
          return html`<label
            >${role}<input
              type="color"
              .value=${colours[role]}
              @input=${({target}: Event) =>
                (this.colours = {...colours, [role]: (target as HTMLInputElement).value})}
            /><output class=${least < 4.5 ? 'low' : ''} title="Lowest contrast of its texts"
              >${least.toFixed(1)} : 1</output
            ></label
          >`;
        })}
        ${Object.entries(lengths).map(
          ([name, {label, min, max}]) =>
            html`<label
              >${label}<input
                type="range"
                min=${min}
                max=${max}
                .valueAsNumber=${sizes[name as Length]}
                @input=${({target}: Event) =>
                  (this.sizes = {...sizes, [name]: (target as HTMLInputElement).valueAsNumber})}
              /><output>${sizes[name as Length]} px</output></label
            >`,
        )}
      </form>
      <section aria-label="Buttons with this theme" style=${styleMap(this.properties)}>
        <div class="buttons">
          ${(['filled', 'outlined', 'plain'] as const).flatMap((appearance) =>
            roles.map(
              (role) =>
                html`<predictive-button variant=${role} appearance=${appearance}>${role}</predictive-button>`,
            ),
          )}
        </div>
        <predictive-button id="copy" variant="brand" appearance="filled" @click=${() => this.#copy()}
          >${this.copied ? 'Copied' : 'Copy the CSS'}</predictive-button
        >
        <pre tabindex="0">${this.css}</pre>
      </section>
    `;
  }
}

customElements.define('theme-builder', ThemeBuilder);

declare global {
  interface HTMLElementTagNameMap {
    'theme-builder': ThemeBuilder;
  }
}
