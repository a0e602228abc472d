import {PredictiveRegion} from '../../src/index.js';
import {PredictiveInspector} from '../../src/inspector/index.js';
import {tell} from '../message.js';
import {part} from '../part.js';
import {advanced} from './advanced.js';
import {codeTabs} from './code-tabs.js';
import {FirstScreen} from './first-screen.js';
import {practise} from './practice.js';
import {showScreens} from './screens.js';
import {threeSteps} from './steps.js';
import {workerInPage} from './worker-in-page.js';
import {isTouchScreen, practiseHabit} from './touch-screen.js';

new FirstScreen();
codeTabs();

const practice = part('practice', PredictiveRegion);
practice.workerUrl = workerInPage();
practice.addEventListener('predictive-error', ({error}) =>
  tell(part('problem', HTMLElement), error.message, {failed: true}),
);
if (isTouchScreen) practiseHabit(practice);
else practise(practice);
threeSteps(practice);
advanced(practice);
showScreens();

const inspector = part('inspector', PredictiveInspector);
for (const button of document.querySelectorAll<HTMLElement>('[data-inspect]'))
  button.addEventListener('click', () => {
    inspector.htmlFor = button.dataset.inspect ?? null;
    inspector.open = true;
    const region = part(button.dataset.inspect ?? '', PredictiveRegion);
    // By the next frame the page has made space for the panel.
    requestAnimationFrame(() => region.firstElementChild?.scrollIntoView({block: 'nearest'}));
  });
