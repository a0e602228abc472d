// Runs in a page of its own: a policy watches its links while simulated fingers scroll and tap.
// Import the clock first: all modules after it run on its time.
import {clock} from '../../../tools/replay/page/virtual-clock.js';
import {listen as listenQuicklink} from 'quicklink';
import type {ForesightManager as Manager} from 'js.foresight';
import {trust} from '../../../src/core/trust.js';
import '../../../src/index.js';
import type {PageView, TouchStep} from '../../../pretrain/touch/read.js';
import type {TouchPolicy, ViewReport} from '../report.js';
import type {Signal} from '../../../tools/scores/fires.js';

declare global {
  interface Window {
    readView(view: PageView, at: {policy: TouchPolicy; id: number}): Promise<ViewReport>;
  }
}

// A script cannot dispatch trusted events.
trust.isUsers = () => true;

/** Scroll positions are shown this often, ms: each takes a real frame. */
const scrollEveryMs = 48;

/** Frames in which observers report what is in view, and a margin. */
const framesToSee = 3;

window.readView = async (view, {policy, id}) => {
  const links = layOut(view, {policy, id});
  const indexOf = new Map(links.map((link, index): [EventTarget, number] => [link, index]));
  const report: ViewReport = {requests: {}, predictions: []};
  const note = (name: string, element: EventTarget): void => {
    const signals = (report.requests[name] ??= []);
    const target = indexOf.get(element)!;
    if (!signals.some((signal) => signal.target === target)) signals.push({t: clock.now, target});
  };
  if (policy === 'peers') await startPeers(links, note);
  else await startKit(links, {report, policy});
  await realFrames(framesToSee);
  await play(view.steps, links);
  return structuredClone(report);
};

function layOut({page}: PageView, {policy, id}: {policy: TouchPolicy; id: number}): HTMLAnchorElement[] {
  const main = document.querySelector('main')!;
  main.style.height = `${page.length}px`;
  const links = page.targets.map(({key, x, y, w, h, isFixed = false}, index) => {
    const link = document.createElement('a');
    // The clock starts anew on each page, and the kit would leave alone what the page before has just requested.
    link.href = `/content/${id}/${index}`;
    link.dataset.predictiveKey = key;
    link.textContent = String(index);
    const position = isFixed ? 'fixed' : 'absolute';
    link.style.cssText = `position: ${position}; left: ${x}px; top: ${y}px; width: ${w}px; height: ${h}px`;
    if (isFixed) link.style.zIndex = '1';
    return link;
  });
  main.append(...links);
  document.addEventListener('click', (event) => event.preventDefault(), {capture: true});
  if (policy !== 'peers') {
    const region = document.createElement('predictive-region');
    region.setAttribute('targets', 'a');
    region.setAttribute('preload', 'prefetch');
    region.setAttribute('eagerness', policy === 'kit-eager' ? 'eager' : 'moderate');
    // What a person does next is known from the pages before.
    region.setAttribute('persist', 'session');
    region.setAttribute('name', 'bench');
    region.setAttribute('learn', 'manual');
    document.body.prepend(region);
    region.append(main);
  }
  return links;
}

async function startKit(
  links: readonly HTMLAnchorElement[],
  {report, policy}: {report: ViewReport; policy: TouchPolicy},
): Promise<void> {
  const region = document.querySelector('predictive-region')!;
  await region.updateComplete;
  const indices = new Map(links.map((link, index): [string, number] => [link.href, index]));
  // Speculation rules are the requests themselves: what the budget has let through.
  const requests: Signal[] = (report.requests[policy] = []);
  new MutationObserver((records) => {
    for (const {addedNodes} of records)
      for (const node of addedNodes)
        if (node instanceof HTMLScriptElement && node.type === 'speculationrules') {
          const {prefetch} = JSON.parse(node.textContent) as {prefetch: [{urls: [string]}]};
          requests.push({t: clock.now, target: indices.get(prefetch[0].urls[0])!});
        }
  }).observe(document.head, {childList: true});
  region.observe(({time, targets, none}) => {
    report.predictions.push({
      t: time,
      none,
      probabilities: targets.flatMap(({element, probability}): [number, number][] => {
        return probability > 0 ? [[links.indexOf(element as HTMLAnchorElement), probability]] : [];
      }),
    });
  });
  // Loads the parts, which are here already, and the stored habits.
  for (let i = 0; i < 20; i++) {
    await clock.runMicrotasks();
    await realFrames(1);
  }
}

async function startPeers(
  links: readonly HTMLAnchorElement[],
  note: (name: string, element: EventTarget) => void,
): Promise<void> {
  for (const [name, touchDeviceStrategy] of [
    ['foresight onTouchStart', 'onTouchStart'],
    ['foresight viewport', 'viewport'],
  ] as const) {
    // Each is a module, with a manager, of its own.
    const path = `/foresight.js?${touchDeviceStrategy}`;
    const {ForesightManager} = (await import(path)) as {ForesightManager: typeof Manager};
    const manager = ForesightManager.initialize({touchDeviceStrategy});
    for (const element of links) manager.register({element, callback: () => note(name, element)});
  }
  listenQuicklink({
    el: document.querySelector('main')!,
    // It waits for an idle moment of the real page; here it has one.
    timeoutFn: (callback: () => void) => callback(),
    hrefFn: (element: HTMLAnchorElement) => {
      note('quicklink', element);
      return element.href;
    },
    onError: () => {},
  });
  await clock.runMicrotasks();
}

async function play(steps: readonly TouchStep[], links: readonly HTMLAnchorElement[]): Promise<void> {
  let shownAt = -Infinity;
  let finger: {x: number; y: number} | undefined;
  for (const [index, step] of steps.entries()) {
    await clock.advanceTo(step.t);
    if (step.kind === 'scroll') {
      const isLast = steps[index + 1]?.kind !== 'scroll' || steps[index + 1]!.t - step.t > scrollEveryMs;
      if (!isLast && step.t - shownAt < scrollEveryMs) continue;
      shownAt = step.t;
      scrollTo({top: step.y, behavior: 'instant'});
      // Scroll events and observers come with the real frames.
      await realFrames(framesToSee);
    } else if (step.kind === 'down') {
      finger = step;
      const target = steps.slice(index).find(({kind}) => kind === 'up') as TouchStep & {kind: 'up'};
      touch('down', {
        ...step,
        element: target.target === undefined ? document.body : links[target.target]!,
        isTap: target.target !== undefined,
      });
    } else {
      const element = step.target === undefined ? document.body : links[step.target]!;
      touch('up', {...finger!, element, isTap: step.target !== undefined});
    }
    await clock.runMicrotasks();
  }
}

/** Dispatches what Chromium does for a finger: a scroll cancels its pointer. */
function touch(
  kind: 'down' | 'up',
  {x, y, element, isTap}: {x: number; y: number; element: Element; isTap: boolean},
): void {
  const at = {clientX: x, clientY: y, screenX: x, screenY: y};
  const common = {bubbles: true, cancelable: true, composed: true, view: window};
  const pointer = {...common, ...at, pointerId: 2, pointerType: 'touch', isPrimary: true};
  const send = (event: Event): void => {
    Object.defineProperty(event, 'timeStamp', {value: clock.now});
    element.dispatchEvent(event);
  };
  const finger = new Touch({identifier: 2, target: element, ...at});
  if (kind === 'down') {
    send(new PointerEvent('pointerdown', {...pointer, buttons: 1}));
    send(new TouchEvent('touchstart', {...common, touches: [finger], changedTouches: [finger]}));
    if (!isTap) send(new PointerEvent('pointercancel', pointer));
    return;
  }
  if (isTap) send(new PointerEvent('pointerup', pointer));
  send(new TouchEvent('touchend', {...common, touches: [], changedTouches: [finger]}));
  if (isTap) send(new PointerEvent('click', {...pointer, detail: 1}));
}

/** Waits for frames of the screen, while the page's own time stands still. */
async function realFrames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => clock.realFrame(resolve));
}
