// The entry `predictive-buttons/menu-button`: `<predictive-menu-button>`, with the button and the menu that it consists of.
import {define} from './core/define.js';
import {PredictiveButton} from './elements/predictive-button.js';
import {PredictiveMenu} from './elements/predictive-menu.js';
import {PredictiveMenuButton} from './elements/predictive-menu-button.js';
import {PredictiveMenuItem} from './elements/predictive-menu-item.js';

// What it consists of comes first.
define(PredictiveButton, PredictiveMenuItem, PredictiveMenu, PredictiveMenuButton);

export {PredictiveButton, PredictiveMenu, PredictiveMenuItem, PredictiveMenuButton};
