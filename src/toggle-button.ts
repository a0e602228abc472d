// The entry `predictive-buttons/toggle-button`: only `<predictive-toggle-button>`.
import {define} from './core/define.js';
import {PredictiveToggleButton} from './elements/predictive-toggle-button.js';

define(PredictiveToggleButton);

export {PredictiveToggleButton};
