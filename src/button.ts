// The entry `predictive-buttons/button`: `<predictive-button>` alone.
import {define} from './core/define.js';
import {PredictiveButton} from './elements/predictive-button.js';

define(PredictiveButton);

export {PredictiveButton};
