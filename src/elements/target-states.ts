/** An element of the kit that is a target, and may be predicted. */
interface Predictable extends Element {
  predicted: boolean;
}

export function setState({states}: ElementInternals, state: string, on: boolean): void {
  states[on ? 'add' : 'delete'](state);
}

/** Shows whether a target is predicted, by its attribute and as a custom state. */
export function showPredicted(host: Predictable, internals: ElementInternals, predicted: boolean): void {
  host.predicted = predicted;
  // Written at once, and again if a framework has removed it.
  host.toggleAttribute('predicted', predicted);
  setState(internals, 'predicted', predicted);
}

/** Shows one of several states, or none. */
export function showOneOf(
  internals: ElementInternals,
  states: readonly string[],
  shown: string | undefined,
): void {
  for (const each of states) setState(internals, each, each === shown);
}

export const preloadStates = ['preloading', 'preloaded'];
export const hintStates = ['likely', 'unlikely'];
