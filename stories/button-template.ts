import {html, nothing, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {styleMap} from 'lit/directives/style-map.js';
import '../src/index.js';

/** The controls of a story: the attributes, the label, and custom properties. */
export interface ButtonArgs {
  content: string;
  key?: string;
  type?: 'button' | 'submit' | 'reset';
  name?: string;
  value?: string;
  disabled?: boolean;
  variant?: 'neutral' | 'brand' | 'success' | 'warning' | 'danger';
  appearance?: 'outlined' | 'filled' | 'plain';
  size?: 'small' | 'medium' | 'large';
  pill?: boolean;
  caret?: boolean;
  loading?: boolean;
  href?: string;
  target?: string;
  rel?: string;
  predicted?: boolean;
  preload?: 'none' | 'preconnect' | 'module' | 'prefetch' | 'prerender';
  'preload-href'?: string;
  eagerness?: 'conservative' | 'moderate' | 'eager';
  'aria-label'?: string;
  '--predictive-probability'?: number;
  '--predictive-accent'?: string;
  '--predictive-button-background'?: string;
  '--predictive-button-hover-background'?: string;
  '--predictive-button-padding'?: string;
  '--predictive-button-radius'?: string;
}

/** Controls that the manifest's types don't describe. */
export const buttonControls = {
  content: {control: 'text', description: 'The label.', table: {category: 'slots'}},
  type: {control: 'select', options: ['button', 'submit', 'reset']},
  variant: {control: 'select', options: ['neutral', 'brand', 'success', 'warning', 'danger']},
  appearance: {control: 'inline-radio', options: ['outlined', 'filled', 'plain']},
  size: {control: 'inline-radio', options: ['small', 'medium', 'large']},
  disabled: {control: 'boolean'},
  preload: {control: 'select', options: ['none', 'preconnect', 'module', 'prefetch', 'prerender']},
  eagerness: {control: 'select', options: ['conservative', 'moderate', 'eager']},
  '--predictive-probability': {control: {type: 'range', min: 0, max: 1, step: 0.05}},
  '--predictive-accent': {control: 'color'},
  '--predictive-button-background': {control: 'text'},
  '--predictive-button-hover-background': {control: 'text'},
  '--predictive-button-padding': {control: 'text'},
  '--predictive-button-radius': {control: 'text'},
} as const;

/** A `<predictive-button>` with the values of a story's controls. */
export function buttonTemplate(args: ButtonArgs): TemplateResult {
  const properties = Object.entries(args).filter(
    ([name, value]) => name.startsWith('--') && value !== undefined && value !== '',
  );
  return html`<predictive-button
    key=${ifDefined(args.key)}
    type=${ifDefined(args.type)}
    name=${ifDefined(args.name)}
    value=${ifDefined(args.value)}
    href=${ifDefined(args.href)}
    target=${ifDefined(args.target)}
    rel=${ifDefined(args.rel)}
    preload=${ifDefined(args.preload)}
    preload-href=${ifDefined(args['preload-href'])}
    eagerness=${ifDefined(args.eagerness)}
    aria-label=${ifDefined(args['aria-label'])}
    style=${properties.length > 0 ? styleMap(Object.fromEntries(properties)) : nothing}
    variant=${ifDefined(args.variant)}
    appearance=${ifDefined(args.appearance)}
    size=${ifDefined(args.size)}
    ?pill=${args.pill}
    ?caret=${args.caret}
    ?loading=${args.loading}
    ?disabled=${args.disabled}
    ?predicted=${args.predicted}
    >${args.content}</predictive-button
  >`;
}
