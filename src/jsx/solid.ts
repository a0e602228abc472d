// `import type {} from 'predictive-buttons/jsx/solid'`: the elements in the JSX of Solid.
import type {JSX} from 'solid-js';
import type {Elements, Listeners} from './props.js';

type Props<Tag extends keyof Elements> = Elements[Tag]['props'] &
  Listeners<Tag, 'on:'> &
  Omit<
    JSX.HTMLAttributes<Elements[Tag]['element']>,
    keyof Elements[Tag]['props'] | keyof Listeners<Tag, 'on:'>
  >;

/** The key, which these templates do not reserve. */
interface Keyed {
  key?: string | null | undefined;
}

declare module 'solid-js' {
  // Merged into Solid's own, which is a namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'predictive-button': Props<'predictive-button'> & Keyed;
      'predictive-button-group': Props<'predictive-button-group'>;
      'predictive-menu': Props<'predictive-menu'>;
      'predictive-menu-button': Props<'predictive-menu-button'> & Keyed;
      'predictive-menu-item': Props<'predictive-menu-item'> & Keyed;
      'predictive-split-button': Props<'predictive-split-button'> & Keyed;
      'predictive-toggle-button': Props<'predictive-toggle-button'> & Keyed;
      'predictive-region': Props<'predictive-region'>;
      'predictive-link-card': Props<'predictive-link-card'> & {key?: string | null | undefined};
      'predictive-nav': Props<'predictive-nav'>;
      'predictive-inspector': Props<'predictive-inspector'>;
    }
  }
}
