// The entry `predictive-buttons/button-group`: `<predictive-button-group>`, and `<predictive-button>` to put into it.
import {define} from './core/define.js';
import {PredictiveButton} from './elements/predictive-button.js';
import {PredictiveButtonGroup} from './elements/predictive-button-group.js';

define(PredictiveButton, PredictiveButtonGroup);

export {PredictiveButton, PredictiveButtonGroup};
