// The entry `predictive-buttons/menu`: `<predictive-menu>` and `<predictive-menu-item>`.
import {define} from './core/define.js';
import {PredictiveMenu} from './elements/predictive-menu.js';
import {PredictiveMenuItem} from './elements/predictive-menu-item.js';

// Items come first, so that a menu already in the page finds its own.
define(PredictiveMenuItem, PredictiveMenu);

export {PredictiveMenu, PredictiveMenuItem};
