import {closest, closestInTree, pathFrom} from '../core/dom.js';
import type {PredictiveTarget} from '../core/target.js';
import {isShadowRoot} from '../core/view.js';
import type {FocusStop} from '../prediction/focus-prediction.js';

/** A place in a region that the keyboard focus can reach. */
export interface KeyboardStop extends FocusStop {
  element: Element;
  /** `undefined` for fields and other stops that are not targets. */
  target: PredictiveTarget | undefined;
}

/** Elements that take the focus without being targets. */
const focusable = [
  'a[href]',
  'area[href]',
  'button',
  'input',
  'select',
  'textarea',
  'details > summary:first-of-type',
  'audio[controls]',
  'video[controls]',
  'iframe',
  '[tabindex]',
  '[contenteditable]:not([contenteditable="false" i])',
].join();

/** Within these, arrow keys move the focus (ARIA Authoring Practices, "Keyboard Navigation Inside Components"). */
const composite = ['toolbar', 'menu', 'menubar', 'listbox', 'radiogroup', 'tablist', 'tree', 'grid']
  .map((role) => `[role="${role}"]`)
  .join();

/** Items that Tab does not reach, as they cannot have the focus: the list has it. */
const item = ['option', 'treeitem', 'row', 'gridcell']
  .map((role) => `[role="${role}"]:not([tabindex])`)
  .join();

/** Everything in a region that the keyboard can reach, in focus order. */
export function keyboardStops(region: Element, targets: Iterable<PredictiveTarget>): KeyboardStop[] {
  const byElement = new Map<Element, PredictiveTarget | undefined>();
  for (const target of targets) byElement.set(target.element, target);
  const isPartOf = (element: Element, around: Element): boolean =>
    byElement.has(around) && byElement.get(around)?.isPressedAt?.(pathFrom(element)) !== false;
  for (const element of region.querySelectorAll(focusable)) {
    let around: Element | null = element;
    while (around !== null && around !== region && !isPartOf(element, around)) around = around.parentElement;
    if (around === region || around === null) byElement.set(element, undefined);
  }
  const stops: KeyboardStop[] = [];
  for (const [element, target] of byElement) {
    const group = groupOf(element);
    const isItem = target !== undefined && group !== undefined && element.matches(item);
    const isTabStop = tabIndexOf(element) >= 0 && !isPassedRadio(element) && !isItem;
    const isReached = isTabStop || (target !== undefined && group !== undefined);
    if (isReached && isUsable(element, target))
      stops.push({element, target, group, isTabStop, isTarget: target !== undefined});
  }
  return sorted(stops);
}

/** The element that has the focus in the eyes of the user, where a list keeps it and names one of its items. */
export function activeIn(focused: Element): Element {
  const id = focused.getAttribute('aria-activedescendant');
  if (id === null) return focused;
  // Not in every browser; refers to elements that were set without an id, too.
  const {ariaActiveDescendantElement: element = (focused.getRootNode() as Document).getElementById(id)} =
    focused as Partial<Element>;
  return element ?? focused;
}

function groupOf(element: Element): unknown {
  const {name, form} = element as HTMLInputElement;
  if (isRadio(element) && name) return `${[...element.ownerDocument.forms].indexOf(form!)} ${name}`;
  return closest(element, composite);
}

function isRadio(element: Element): element is HTMLInputElement {
  return element.localName === 'input' && (element as HTMLInputElement).type === 'radio';
}

/** Tab reaches only the checked radio button of a group, or the first if none is checked. */
function isPassedRadio(element: Element): boolean {
  if (!isRadio(element) || element.checked || !element.name) return false;
  const root = element.form ?? (element.getRootNode() as ParentNode);
  const group = [...root.querySelectorAll<HTMLInputElement>('input[type="radio" i]')].filter(
    ({name, form}) => name === element.name && form === element.form,
  );
  return element !== (group.find(({checked}) => checked) ?? group[0]);
}

function tabIndexOf(element: Element): number {
  return Number(element.getAttribute('tabindex') ?? 0);
}

/** The element that is rendered for this one: an area has no box, the image that uses its map has. */
function renderedFor(element: Element): Element | null {
  if (element.localName !== 'area') return element;
  const map = closestInTree(element, 'map') as HTMLMapElement | null;
  const root = element.getRootNode() as ParentNode;
  return map && root.querySelector(`img[usemap="#${CSS.escape(map.name)}"]`);
}

function isUsable(element: Element, target: PredictiveTarget | undefined): boolean {
  const isDisabled = target === undefined ? element.matches(':disabled') : target.targetDisabled;
  return (
    !isDisabled &&
    renderedFor(element)?.checkVisibility({visibilityProperty: true}) === true &&
    closest(element, '[inert]') === undefined
  );
}

/** Sorts by document order, with every `tabindex` above 0 first. */
function sorted(stops: KeyboardStop[]): KeyboardStop[] {
  const paths = new Map(stops.map(({element}) => [element, pathFrom(element).reverse()]));
  const rank = ({element}: KeyboardStop): number => tabIndexOf(element) || Infinity;
  const rankOf = (stop: KeyboardStop): number => (rank(stop) > 0 ? rank(stop) : Infinity);
  return stops.sort((a, b) => {
    const [rankA, rankB] = [rankOf(a), rankOf(b)];
    return rankA === rankB ? byPlace(paths.get(a.element)!, paths.get(b.element)!) : rankA - rankB;
  });
}

/** Compares by document order; a shadow root's content precedes its host's children. */
function byPlace(a: readonly Node[], b: readonly Node[]): number {
  const fork = a.findIndex((node, index) => node !== b[index]);
  const [nodeA, nodeB] = [a[fork], b[fork]];
  if (nodeA === undefined || nodeB === undefined) return a.length - b.length;
  if (isShadowRoot(nodeA) || isShadowRoot(nodeB)) return isShadowRoot(nodeA) ? -1 : 1;
  return nodeA.compareDocumentPosition(nodeB) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
