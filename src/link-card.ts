// The entry `predictive-buttons/link-card`: only `<predictive-link-card>`.
import {define} from './core/define.js';
import {PredictiveLinkCard} from './elements/predictive-link-card.js';

define(PredictiveLinkCard);

export {PredictiveLinkCard};
