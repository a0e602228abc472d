// The entry `predictive-buttons/region`: only `<predictive-region>`, for pages that predict their existing elements.
import {define} from './core/define.js';
import {PredictiveRegion} from './elements/predictive-region.js';

define(PredictiveRegion);

export {PredictiveRegion};
