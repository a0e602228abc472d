import {PredictiveInspector} from './predictive-inspector.js';

// The first definition on a page wins; a second copy keeps it. On a server nothing is defined.
if (globalThis.customElements?.get('predictive-inspector') === undefined)
  globalThis.customElements?.define('predictive-inspector', PredictiveInspector);

export {PredictiveInspector};
