// `import type {} from 'predictive-buttons/jsx/solid'`: the elements in the JSX of Solid.
import type {JSX} from 'solid-js';
import type {Elements, Listeners} from './props.js';

type Props<Tag extends keyof Elements> = Elements[Tag]['props'] &
  Listeners<Tag, 'on:'> &
  Omit<JSX.HTMLAttributes<Elements[Tag]['element']>, keyof Elements[Tag]['props']>;

declare module 'solid-js' {
  // Merged into Solid's own, which is a namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'predictive-button': Props<'predictive-button'> & {key?: string | null | undefined};
      'predictive-region': Props<'predictive-region'>;
      'predictive-link-card': Props<'predictive-link-card'> & {key?: string | null | undefined};
      'predictive-nav': Props<'predictive-nav'>;
      'predictive-inspector': Props<'predictive-inspector'>;
    }
  }
}
