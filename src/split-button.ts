// The entry `predictive-buttons/split-button`: `<predictive-split-button>`, with the button and the menu that it consists of.
import {define} from './core/define.js';
import {PredictiveButton} from './elements/predictive-button.js';
import {PredictiveMenu} from './elements/predictive-menu.js';
import {PredictiveSplitButton} from './elements/predictive-split-button.js';
import {PredictiveMenuItem} from './elements/predictive-menu-item.js';

// What it consists of comes first.
define(PredictiveButton, PredictiveMenuItem, PredictiveMenu, PredictiveSplitButton);

export {PredictiveButton, PredictiveMenu, PredictiveMenuItem, PredictiveSplitButton};
