import {PredictiveButton, PredictiveRegion} from '../../src/index.js';
import {counted} from '../../src/inspector/wording.js';
import {report, tell} from '../message.js';
import {part} from '../part.js';
import {showNext} from './next-line.js';
import {expertOrders, Parcel, steps} from './parcel.js';

/** The tab's storage for the screen's state, so that it survives a reload, as the habits do. */
const storageKey = 'parcel-counter';

const region = part('region', PredictiveRegion);
const said = part('said', HTMLElement);
const buttons = steps.map(({key}) => part(key, PredictiveButton));

let {visit, parcel} = restored();
show();

for (const button of buttons)
  button.addEventListener('click', () => {
    tell(said, parcel.press(button.id), {failed: (parcel.missingFor(button.id) ?? []).length > 0});
    show();
  });

part('new-visit', HTMLButtonElement).addEventListener('click', () => {
  region.startVisit();
  visit++;
  parcel = new Parcel();
  tell(said, 'The next customer.');
  show();
});

onSwitch('experts', (on) => region.seedOrders(on ? expertOrders : []));
onSwitch('described', (on) => {
  region.hints = on ? 'described' : '';
});

part('forget', HTMLButtonElement).addEventListener('click', () => {
  void report(part('forget-message', HTMLElement), async () => {
    await region.forget();
    visit = 1;
    parcel = new Parcel();
    tell(said, undefined);
    show();
    return 'Your order is forgotten.';
  });
});

showNext(region, part('next', HTMLElement));

/** Follows a switch, which the browser may have restored after a reload. */
function onSwitch(id: string, follow: (on: boolean) => void): void {
  const input = part(id, HTMLInputElement);
  input.addEventListener('change', () => follow(input.checked));
  if (input.checked) follow(true);
}

/** Shows the parcel, and stores it while the tab is open. */
function show(): void {
  steps.forEach(({key, result}, index) => {
    const missing = parcel.missingFor(key);
    const line = buttons[index]!.querySelector('.result')!;
    line.textContent = missing === undefined ? '' : missing.length > 0 ? 'Once more' : result;
    buttons[index]!.classList.toggle('done', missing?.length === 0);
  });
  const count = parcel.done.length;
  part('visit', HTMLElement).textContent = `Visit ${visit} · ${counted(count, 'step', 'steps')} done`;
  sessionStorage.setItem(storageKey, JSON.stringify({visit, done: parcel.done}));
}

function restored(): {visit: number; parcel: Parcel} {
  // Only this page writes this item.
  const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as {
    visit: number;
    done: string[];
  } | null;
  return {visit: kept?.visit ?? 1, parcel: new Parcel(kept?.done)};
}
