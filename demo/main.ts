import {PredictiveRegion} from '../src/index.js';
import {fillCards} from './cards.js';
import {exampleForm} from './example-form.js';
import {filesPanel} from './files-panel.js';
import {showLead} from './lead-line.js';
import {tell} from './message.js';
import {fillNativeSection} from './native-section.js';
import {part} from './part.js';
import {showPrediction} from './prediction-line.js';
import {logPreloads} from './preload-log.js';
import {labelProbabilities} from './probability-labels.js';
import {samplesPanel} from './samples-panel.js';
import {showScorecard} from './scorecard-line.js';
import {settings} from './settings.js';
import {fillToolbar} from './toolbar.js';
import {trainingPanel} from './training-panel.js';

fillToolbar(part('toolbar', HTMLElement));
fillCards(part('cards', HTMLElement));

const demo = part('demo', PredictiveRegion);
demo.addEventListener('predictive-error', ({error}) =>
  tell(part('problem', HTMLElement), error.message, {failed: true}),
);
showPrediction(demo, part('prediction', HTMLElement));
labelProbabilities(demo);
showLead(demo, part('lead', HTMLElement));
showScorecard(demo, part('scorecard', HTMLElement));
samplesPanel(demo);
trainingPanel(demo);
filesPanel(demo);
settings(demo);

const native = part('native-region', PredictiveRegion);
fillNativeSection(native);
logPreloads(native);

for (const line of document.querySelectorAll<HTMLElement>('[data-prediction-of]'))
  showPrediction(part(line.dataset.predictionOf ?? '', PredictiveRegion), line);

exampleForm();
