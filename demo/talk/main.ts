import {PredictiveRegion} from '../../src/index.js';
import {PredictiveInspector} from '../../src/inspector/index.js';
import {fillCards} from '../cards.js';
import {showLead} from './lead-line.js';
import {learningPanel} from './learning-panel.js';
import {report, tell} from '../message.js';
import {fillNativeSection} from './native-section.js';
import {part} from '../part.js';
import {showPrediction} from '../prediction-line.js';
import {logPreloads} from '../preload-log.js';
import {labelProbabilities} from './probability-labels.js';
import {showSubmitted} from '../show-submitted.js';
import {fillToolbar} from '../toolbar.js';

fillToolbar(part('toolbar', HTMLElement));
fillCards(part('cards', HTMLElement));

const demo = part('demo', PredictiveRegion);
demo.addEventListener('predictive-error', ({error}) =>
  tell(part('problem', HTMLElement), error.message, {failed: true}),
);
showPrediction(demo, part('prediction', HTMLElement));
labelProbabilities(demo);
showLead(demo, part('lead', HTMLElement));
learningPanel(demo);

const inspector = part('inspector', PredictiveInspector);
for (const button of document.querySelectorAll('.open-inspector'))
  button.addEventListener('click', () => {
    inspector.open = true;
    // By then the page has made room for the panel.
    void inspector.updateComplete.then(() => part('three', HTMLElement).scrollIntoView({block: 'nearest'}));
  });

const keep = part('keep', HTMLSelectElement);
const setPersist = (): void => {
  // The values of the options are those of the property.
  demo.persist = keep.value as PredictiveRegion['persist'];
};
keep.addEventListener('change', setPersist);
// Browsers restore the choice after a reload.
setPersist();
part('forget', HTMLButtonElement).addEventListener('click', () => {
  void report(part('privacy-message', HTMLElement), async () => {
    await demo.forget();
    return 'Every sample and model is deleted, from storage and from memory.';
  });
});

const native = part('native-region', PredictiveRegion);
fillNativeSection(native);
logPreloads(native);

for (const line of document.querySelectorAll<HTMLElement>('[data-prediction-of]'))
  showPrediction(part(line.dataset.predictionOf ?? '', PredictiveRegion), line);

part('example-form', HTMLFormElement).addEventListener('submit', showSubmitted);
