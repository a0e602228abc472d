import {closestInTree} from '../core/dom.js';
import {isOfKit} from '../core/target.js';

/** The page counts as idle this long after it has loaded, ms: its scripts have started, and what they start at once. */
export const settleMs = 300;

/** A framework that shows has this long after the page has loaded to take over what its server rendered, ms. */
export const patienceMs = 5000;

/** Roots by which a page says that a framework rendered it on the server, or that it always puts its app there. */
const rootSelector =
  '#__next, #___gatsby, #__nuxt, #root, #app, #svelte, [data-reactroot], [data-server-rendered], [data-hk], ' +
  '[data-sveltekit-hydrate], [ng-server-context], [ngh], astro-island[ssr], [q\\:container]';

/** Global variables by which a server hands its data to a framework that hydrates the whole document. */
const globals =
  /^(__next_f|__NEXT_DATA__|__NUXT__|__remixContext|__reactRouterContext|__sveltekit_\w+|\$_TSR|___gatsby)$/;

/** Comments by which renderers on a server divide texts and mark parts: of React, and of Vue and Svelte. */
const comments = new Set([' ', '$', '$?', '$!', '[']);

/** Frameworks note on a node what they render there, by properties with such names. */
const noted =
  /^(__react|_react|__vue|_vnode|__vnode|_vei|__svelte|__click$|__attributes$|__ng|__k$|_qc_|\$\$)/;

/**
 * Tells whether a framework may still take over an element that its server rendered: until then, it would find any
 * mark to be a mistake of the server (React warns of attributes that it did not render). Parts of a page are taken
 * over one by one, so this is asked for each element, and again.
 */
export class Hydration {
  readonly view: Window;
  #loadedAt: number | undefined;
  #hasSigns: boolean | undefined;

  constructor(view: Window) {
    this.view = view;
  }

  /**
   * Whether the element is still as the server sent it, and a framework may be on its way. What comes with the scripts
   * of a page, as the kit's own elements, is there when they are.
   */
  isAwaited(element: Element, comesWithScripts = isOfKit(element)): boolean {
    const {document} = this.view;
    const sinceLoadMs = this.#sinceLoadMs();
    if (sinceLoadMs > patienceMs || isTakenOver(element)) return false;
    if (closestInTree(element, rootSelector) !== null) return true;
    // Until the page is idle, a framework may not have been seen.
    if (sinceLoadMs < settleMs) return !comesWithScripts;
    return (this.#hasSigns ??= hasGlobals(document) || hasComments(document));
  }

  /** Time since the page has loaded, ms; below 0 while it loads. */
  #sinceLoadMs(): number {
    const {document, performance} = this.view;
    if (document.readyState !== 'complete') return -1;
    this.#loadedAt ??= loadEventEnd(performance) ?? performance.now();
    return performance.now() - this.#loadedAt;
  }
}

/** When the page had loaded, ms; `undefined` in a frame without a navigation, or while the event is being told. */
function loadEventEnd(performance: Performance): number | undefined {
  // The entries of this type are of this class.
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation !== undefined && navigation.loadEventEnd > 0 ? navigation.loadEventEnd : undefined;
}

/** Whether a framework has noted that it renders this element. React notes it on each element, others on the root. */
function isTakenOver(element: Element): boolean {
  if (notesOn(element).length > 0) return true;
  for (let node: Node | null = element.parentNode; node !== null; node = node.parentNode) {
    const notes = notesOn(node);
    if (notes.length > 0) return !notes.some((name) => name.includes('react'));
  }
  return false;
}

function notesOn(node: Node): string[] {
  return Object.getOwnPropertyNames(node).filter((name) => noted.test(name));
}

function hasGlobals({defaultView}: Document): boolean {
  return Object.keys(defaultView ?? {}).some((name) => globals.test(name));
}

function hasComments(document: Document): boolean {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode() !== null) if (comments.has(walker.currentNode.nodeValue ?? '')) return true;
  return false;
}
