// The entry `predictive-buttons/nav`: only `<predictive-nav>`.
import {define} from './core/define.js';
import {PredictiveNav} from './elements/predictive-nav.js';

define(PredictiveNav);

export {PredictiveNav};
