// `import type {} from 'predictive-buttons/jsx/svelte'`: the elements in the templates of Svelte 5.
import type {HTMLAttributes} from 'svelte/elements';
import type {Elements, Listeners} from './props.js';

type Props<Tag extends keyof Elements> = Elements[Tag]['props'] &
  Listeners<Tag, 'on'> &
  Omit<HTMLAttributes<Elements[Tag]['element']>, keyof Elements[Tag]['props']>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'predictive-button': Props<'predictive-button'> & {key?: string | null | undefined};
    'predictive-region': Props<'predictive-region'>;
    'predictive-link-card': Props<'predictive-link-card'> & {key?: string | null | undefined};
    'predictive-nav': Props<'predictive-nav'>;
    'predictive-inspector': Props<'predictive-inspector'>;
  }
}
