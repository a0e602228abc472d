import type {Eagerness, PreloadAction, PreloadDeclaration} from '../core/preload.js';

/** The properties by which an element declares its preload. */
interface Declaring extends Element {
  readonly preload: PreloadAction | 'none';
  readonly eagerness: Eagerness;
  readonly preloadHref: string | null;
  readonly preloadAllow: string | null;
  readonly cost: number | null;
  readonly href?: string | null;
}

/** What an element declares; absent attributes are left to the region. */
export function declaredPreload(element: Declaring): Partial<PreloadDeclaration> {
  const {preload, eagerness, cost} = element;
  return {
    href: element.preloadHref ?? element.href ?? null,
    allow: element.preloadAllow?.split(/\s+/) ?? [],
    ...((preload !== 'none' || element.hasAttribute('preload')) && {action: preload}),
    ...((eagerness !== 'moderate' || element.hasAttribute('eagerness')) && {eagerness}),
    ...(cost !== null && {cost}),
  };
}
