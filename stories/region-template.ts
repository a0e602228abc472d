import {html, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import '../src/index.js';

/** The controls of a story, for its region. */
export interface RegionArgs {
  threshold?: number;
  model?: string;
  architecture?: 'scorer' | 'simple-rnn' | 'gru' | 'lstm';
  learn?: 'auto' | 'manual' | 'off';
  'label-on'?: 'click' | 'hover';
  'min-accuracy'?: number;
  persist?: 'none' | 'session' | 'local';
  name?: string;
  targets?: string;
  backend?: 'auto' | 'webgl' | 'wasm' | 'cpu';
  disabled?: boolean;
}

/** Controls that the manifest's types don't describe. */
export const regionControls = {
  threshold: {control: {type: 'range', min: 0.1, max: 0.95, step: 0.05}},
  'min-accuracy': {control: {type: 'range', min: 0, max: 1, step: 0.05}},
  architecture: {control: 'select', options: ['scorer', 'simple-rnn', 'gru', 'lstm']},
  learn: {control: 'select', options: ['auto', 'manual', 'off']},
  'label-on': {control: 'select', options: ['click', 'hover']},
  persist: {control: 'select', options: ['none', 'session', 'local']},
  backend: {control: 'select', options: ['auto', 'webgl', 'wasm', 'cpu']},
  // Stories and worker have the same origin.
  'worker-url': {control: false},
} as const;

/** A `<predictive-region>` around `content`, with the values of a story's controls. */
export function regionTemplate(args: RegionArgs, content: TemplateResult): TemplateResult {
  return html`<predictive-region
    threshold=${ifDefined(args.threshold)}
    model=${ifDefined(args.model)}
    architecture=${ifDefined(args.architecture)}
    learn=${ifDefined(args.learn)}
    label-on=${ifDefined(args['label-on'])}
    min-accuracy=${ifDefined(args['min-accuracy'])}
    persist=${ifDefined(args.persist)}
    name=${ifDefined(args.name)}
    targets=${ifDefined(args.targets)}
    backend=${ifDefined(args.backend)}
    ?disabled=${args.disabled}
    >${content}</predictive-region
  >`;
}

/** Three large buttons in a row. */
export const threeButtons = html`
  <style>
    .three {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: clamp(0.75rem, 6vw, 4rem);
      max-inline-size: 44rem;
      margin-block: 5rem 2rem;
    }
    .three predictive-button {
      --predictive-padding: 0.25rem;
      block-size: 6rem;
      font-size: 1.25rem;
    }
  </style>
  <div class="three">
    <predictive-button>One</predictive-button>
    <predictive-button>Two</predictive-button>
    <predictive-button>Three</predictive-button>
  </div>
`;
