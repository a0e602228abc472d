import {PredictiveInspector} from './predictive-inspector.js';

// The first definition on a page wins; a second copy keeps it. On a server nothing is defined: Lit may have brought a
// registry, but no style sheets.
if (globalThis.document !== undefined && customElements.get('predictive-inspector') === undefined)
  customElements.define('predictive-inspector', PredictiveInspector);

export {PredictiveInspector};
