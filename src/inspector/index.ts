import {PredictiveInspector} from './predictive-inspector.js';

// The first definition on a page wins: a second copy leaves it alone. On a server there is nothing to define it in.
if (globalThis.customElements?.get('predictive-inspector') === undefined)
  globalThis.customElements?.define('predictive-inspector', PredictiveInspector);

export {PredictiveInspector};
