import {PredictiveInspector} from './predictive-inspector.js';

// The first definition on a page wins: a second copy leaves it alone.
if (customElements.get('predictive-inspector') === undefined)
  customElements.define('predictive-inspector', PredictiveInspector);

export {PredictiveInspector};
