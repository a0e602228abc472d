// `import type {} from 'predictive-buttons/jsx/preact'`: the elements in the JSX of Preact.
import type {ClassAttributes, HTMLAttributes} from 'preact';
import type {Elements, Listeners} from './props.js';

type Props<Tag extends keyof Elements> = Elements[Tag]['props'] &
  Listeners<Tag, 'on'> &
  ClassAttributes<Elements[Tag]['element']> &
  Omit<HTMLAttributes<Elements[Tag]['element']>, keyof Elements[Tag]['props']>;

declare module 'preact' {
  // Merged into Preact's own, which is a namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'predictive-button': Props<'predictive-button'>;
      'predictive-button-group': Props<'predictive-button-group'>;
      'predictive-menu': Props<'predictive-menu'>;
      'predictive-menu-button': Props<'predictive-menu-button'>;
      'predictive-menu-item': Props<'predictive-menu-item'>;
      'predictive-split-button': Props<'predictive-split-button'>;
      'predictive-toggle-button': Props<'predictive-toggle-button'>;
      'predictive-region': Props<'predictive-region'>;
      'predictive-link-card': Props<'predictive-link-card'>;
      'predictive-nav': Props<'predictive-nav'>;
      'predictive-inspector': Props<'predictive-inspector'>;
    }
  }
}
