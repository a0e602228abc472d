import {closest} from '../core/dom.js';
import type {PredictiveTarget} from '../core/target.js';
import {
  regionReadyEvent,
  TargetConnectEvent,
  type JoinedTarget,
  type TargetOwner,
} from '../core/target-connect-event.js';
import {whenLoaded} from '../core/when-idle.js';
import type {RegionHost} from './region-host.js';
import {rootsOf} from './scope.js';
import type {Targets} from './targets.js';

/** The session of a region whose targets are outside it. */
export interface OutsideContext {
  readonly host: RegionHost;
  readonly targets: Targets;
  join(joined: JoinedTarget): void;
  targetChanged(target: PredictiveTarget): void;
  requestPreload(target: PredictiveTarget): void;
}

/** An empty region is not worth a warning until the page has had this long to fill it, ms. */
const fillMs = 500;

let hasWarned = false;

/** Applies a changed scope to what is followed already, by the signal that ends it. */
const followed = new WeakMap<AbortSignal, () => void>();

/**
 * Follows the elements that `scope` selects, as they come and go, and has the kit's buttons in them join the region,
 * until the signal aborts; applies a scope that has changed. Warns once of a region with `targets` that has neither a
 * scope nor content.
 */
export function follow(context: OutsideContext, signal: AbortSignal): void {
  const update = followed.get(signal);
  if (update !== undefined) update();
  else if (context.host.scope !== '') followed.set(signal, followScope(context, signal));
  else warnIfEmpty(context.host, signal);
}

/** Returns a function that applies a changed scope. */
function followScope(context: OutsideContext, signal: AbortSignal): () => void {
  const {host, targets} = context;
  const {ownerDocument} = host;
  const joined = new Set<JoinedTarget>();
  const isInScope = ({element}: PredictiveTarget): boolean =>
    host.scope !== '' && closest(element, host.scope) !== undefined;

  const join = (event: TargetConnectEvent): void => {
    const {predictiveTarget: target, signal: targetSignal} = event;
    // A region around it has stopped the event; of several regions beside it, the first takes it.
    if (event.region !== undefined || !isInScope(target)) return;
    const each = {target, signal: targetSignal};
    event.region = ownerOf(each, {context, joined});
    joined.add(each);
    targetSignal.addEventListener('abort', () => joined.delete(each), {once: true, signal});
    context.join(each);
  };
  // The event's type determines its class.
  ownerDocument.addEventListener(TargetConnectEvent.type, (event) => join(event as TargetConnectEvent), {
    signal,
  });

  let known: Element[] = [];
  const update = (): void => {
    known = rootsOf(host);
    targets.select(host.targets);
    for (const each of joined) {
      if (isInScope(each.target)) continue;
      joined.delete(each);
      targets.leave(each.target);
    }
    // Buttons that have no region offer themselves again.
    ownerDocument.dispatchEvent(new Event(regionReadyEvent));
  };
  const observer = new MutationObserver(() => {
    const roots = rootsOf(host);
    if (roots.length !== known.length || roots.some((root, index) => root !== known[index])) update();
  });
  observer.observe(ownerDocument, {subtree: true, childList: true});
  const end = (): void => {
    observer.disconnect();
    joined.clear();
  };
  signal.addEventListener('abort', end, {once: true});
  // The roots may have changed while this was loaded.
  update();
  return update;
}

/**
 * What a button knows of the region beside it. The button stays when the region goes, so that this must hold neither the
 * region nor its signal, by which `followed` finds it; it is made in a function of its own, because closures keep all
 * that others of the same function use.
 */
function ownerOf(
  each: JoinedTarget,
  {context, joined}: {context: OutsideContext; joined: ReadonlySet<JoinedTarget>},
): TargetOwner {
  const session = new WeakRef(context);
  return {
    get isConnected() {
      return joined.has(each);
    },
    targetChanged: (changed) => session.deref()?.targetChanged(changed),
    requestPreload: (wanted) => session.deref()?.requestPreload(wanted),
  };
}

function warnIfEmpty(host: RegionHost, signal: AbortSignal): void {
  const view = host.ownerDocument.defaultView!;
  const warn = (): void => {
    if (hasWarned || host.scope !== '' || host.targets === '' || host.firstElementChild !== null) return;
    hasWarned = true;
    console.warn(
      `predictive-buttons: <predictive-region targets="${host.targets}"> is empty, so it predicts nothing. ` +
        'If the parser has moved it out of a table, or it cannot be put around its elements, give it ' +
        'scope="…", a CSS selector of the elements to cover.',
    );
  };
  const wait = (): void => {
    const timer = setTimeout(warn, fillMs);
    signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
  };
  whenLoaded(view, wait, signal);
}
