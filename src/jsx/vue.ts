// `import type {} from 'predictive-buttons/jsx/vue'`: the elements in the templates of Vue 3.
import type {DefineComponent, HTMLAttributes} from 'vue';
import type {Elements, Listener} from './props.js';

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Camel<Rest>}`
  : Capitalize<Name>;

type Component<Tag extends keyof Elements> = DefineComponent<
  Elements[Tag]['props'] & {
    [Name in Elements[Tag]['events'] as `on${Camel<Name>}`]?: Listener<Tag, Name> | undefined;
  } & Omit<HTMLAttributes, keyof Elements[Tag]['props']>
>;

declare module 'vue' {
  interface GlobalComponents {
    'predictive-button': Component<'predictive-button'>;
    'predictive-button-group': Component<'predictive-button-group'>;
    'predictive-menu': Component<'predictive-menu'>;
    'predictive-menu-button': Component<'predictive-menu-button'>;
    'predictive-menu-item': Component<'predictive-menu-item'>;
    'predictive-split-button': Component<'predictive-split-button'>;
    'predictive-toggle-button': Component<'predictive-toggle-button'>;
    'predictive-region': Component<'predictive-region'>;
    'predictive-link-card': Component<'predictive-link-card'>;
    'predictive-nav': Component<'predictive-nav'>;
    'predictive-inspector': Component<'predictive-inspector'>;
  }
}
