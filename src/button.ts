// The entry `predictive-buttons/button`: only `<predictive-button>`.
import {define} from './core/define.js';
import {PredictiveButton} from './elements/predictive-button.js';

define(PredictiveButton);

export {PredictiveButton};
