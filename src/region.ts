// The entry `predictive-buttons/region`: `<predictive-region>` alone, for pages that predict what they already have.
import {define} from './core/define.js';
import {PredictiveRegion} from './elements/predictive-region.js';

define(PredictiveRegion);

export {PredictiveRegion};
