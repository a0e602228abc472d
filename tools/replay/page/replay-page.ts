// Runs in a page of its own: the kit's elements and js.foresight replay a recording.
// Import the clock first: all modules after it run on its time.
import {clock} from './virtual-clock.js';
import {ForesightManager} from 'js.foresight';
import {trust} from '../../../src/core/trust.js';
import {PreloadEvent, type PredictiveButton, type PredictiveRegion} from '../../../src/index.js';
import type {Signal} from '../../scores/fires.js';
import type {PointerScript, PointerStep} from '../../recordings/pointer-script.js';
import type {TimedPrediction} from '../timed-prediction.js';
import {liveMs} from '../../scores/tally.js';

/** A preload that the kit's elements fired. */
export interface KitPreload extends Signal {
  trigger: PreloadEvent['trigger'];
  /** Time of the cancellation, ms; `null` if there was none. */
  cancelledAt: number | null;
}

/** The results of replaying one script. */
export interface PageReport {
  /** Name of the model that scored the targets; empty if none did. */
  model: string;
  predictions: TimedPrediction[];
  /** Each change of the predicted target; −1 for none. */
  becamePredicted: Signal[];
  preloads: KitPreload[];
  foresight: Signal[];
}

declare global {
  interface Window {
    replayScript(script: PointerScript): Promise<PageReport>;
  }
}

// A script cannot dispatch trusted events. Recorded events came from people, so the kit may learn from them.
trust.isUsers = () => true;

window.replayScript = async (script) => {
  const report: PageReport = {model: '', predictions: [], becamePredicted: [], preloads: [], foresight: []};
  const {buttons, stop} = await layOutKit(script, report);
  const peer = layOutForesight(script, report);
  await clock.runMicrotasks();
  for (const step of script.steps) {
    await clock.advanceTo(step.t);
    if (step.kind === 'down') peer.onPress();
    dispatch(step, buttons);
    await clock.runMicrotasks();
  }
  stop();
  // A copy, since the frame is removed afterwards.
  return structuredClone(report);
};

/** Lays out the kit's own elements at the recorded places. */
async function layOutKit(
  {targets}: PointerScript,
  report: PageReport,
): Promise<{buttons: PredictiveButton[]; stop: () => void}> {
  const region = document.createElement('predictive-region');
  // The network needs hundreds of presses to learn; the order of presses is learned at once.
  region.setAttribute('learn', 'manual');
  // With a declared preload, its modules load before anything moves; the buttons have no URL to preload.
  region.setAttribute('preload', 'module');
  const buttons = targets.map((target) => {
    const button = document.createElement('predictive-button');
    place(button, target);
    return button;
  });
  region.append(...buttons);
  document.body.append(region);
  await Promise.all([region, ...buttons].map((element) => element.updateComplete));
  // An empty seed: habits then exist from the first press on, as if they were stored.
  region.seedOrders([]);
  await clock.runMicrotasks();
  return {buttons, stop: listen(region, buttons, report)};
}

function listen(region: PredictiveRegion, buttons: PredictiveButton[], report: PageReport): () => void {
  const indices = new Map(buttons.map((button, index): [EventTarget | null, number] => [button, index]));
  const indexOf = (element: EventTarget | null): number => indices.get(element) ?? -1;
  const stop = region.observe(({time, targets, none, model}) => {
    report.model = model;
    const probabilities: TimedPrediction['probabilities'] = [];
    const timing: TimedPrediction['timing'] = [];
    for (const {element, probability, within} of targets) {
      if (probability === 0) continue;
      probabilities.push([indexOf(element), probability]);
      if (within) timing.push([indexOf(element), within.map((each) => each / probability)]);
    }
    report.predictions.push({t: time, probabilities, none, timing});
  });
  region.addEventListener('predictive-change', (event) => {
    report.becamePredicted.push({t: clock.now, target: indexOf(event.predicted)});
  });
  region.addEventListener('preload', (event) => {
    if (!(event instanceof PreloadEvent)) return;
    const {trigger, signal, target} = event;
    const preload: KitPreload = {t: clock.now, target: indexOf(target), trigger, cancelledAt: null};
    report.preloads.push(preload);
    signal.addEventListener('abort', () => (preload.cancelledAt = clock.now));
  });
  return stop;
}

/**
 * js.foresight with its own elements: the attributes that it sets would look like changes of the page to the
 * kit. A fire ends at the next press or after 5 s.
 */
function layOutForesight({targets}: PointerScript, report: PageReport): {onPress: () => void} {
  const manager = ForesightManager.instance;
  const fired = new Map<HTMLElement, number>();
  const end = (element: HTMLElement): void => {
    window.clearTimeout(fired.get(element));
    fired.delete(element);
    manager.reactivate(element);
  };
  const elements = targets.map((target) => {
    const element = document.createElement('i');
    place(element, target);
    return element;
  });
  document.body.prepend(...elements);
  elements.forEach((element, index) => {
    manager.register({
      element,
      callback: () => {
        report.foresight.push({t: clock.now, target: index});
        fired.set(
          element,
          window.setTimeout(() => end(element), liveMs),
        );
      },
    });
  });
  return {onPress: () => [...fired.keys()].forEach(end)};
}

function place(element: HTMLElement, {x, y, w, h}: PointerScript['targets'][number]): void {
  element.style.cssText = `left: ${x}px; top: ${y}px; width: ${w}px; height: ${h}px`;
}

/** Dispatches the events of a step on the element under the pointer; a press goes to its recorded target. */
function dispatch({kind, t, x, y, target}: PointerStep, buttons: readonly PredictiveButton[]): void {
  const under = document.elementFromPoint(x, y) ?? document.documentElement;
  const element = kind === 'move' ? under : (buttons[target] ?? document.body);
  if (kind === 'down') held = true;
  else if (kind === 'up') held = false;
  const common = {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
    clientX: x,
    clientY: y,
    screenX: x,
    screenY: y,
    buttons: held ? 1 : 0,
  };
  const send = (event: MouseEvent): void => {
    Object.defineProperty(event, 'timeStamp', {value: t});
    element.dispatchEvent(event);
  };
  send(new PointerEvent(`pointer${kind}`, {...common, pointerId: 1, pointerType: 'mouse', isPrimary: true}));
  send(new MouseEvent(`mouse${kind}`, common));
  if (kind === 'up')
    send(new PointerEvent('click', {...common, pointerId: 1, pointerType: 'mouse', detail: 1}));
}

let held = false;
