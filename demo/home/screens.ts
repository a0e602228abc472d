import {element} from '../../src/inspector/element.js';
import {counted} from '../../src/inspector/wording.js';
import {part} from '../part.js';
import {openBothWays, pageOf, PreparedPages} from './prepared-pages.js';
import {contents, type Screen} from './screen-contents.js';

/** What can be pressed on a screen. */
const pressable = 'predictive-button, button';

/** Three screens of real applications, each with the kit and without: the second one follows what is done in the first. */
export function showScreens(): void {
  for (const [id, screen] of Object.entries(contents)) new SideBySide(part(id, HTMLElement), screen);
}

class SideBySide {
  readonly #screen: Screen;
  readonly #region = element('predictive-region', {
    targets: 'button',
    learn: 'off',
    eagerness: 'conservative',
  });
  readonly #follower: HTMLElement;
  readonly #prepared: PreparedPages;
  readonly #tally: Tally;
  /** Increases with each press, which makes earlier ones stale. */
  #press = 0;

  constructor(place: HTMLElement, screen: Screen) {
    this.#screen = screen;
    this.#region.append(screen.build());
    this.#follower = element('div', {class: 'follower'}, screen.build(), element('i', {class: 'echo'}));
    // It shows what happens beside it, and is no second set of controls.
    this.#follower.inert = true;
    const tally = element('p', {class: 'tally', 'aria-live': 'polite'});
    place.append(
      element(
        'div',
        {class: 'pair'},
        element('div', {class: 'side'}, element('h4', {}, 'With the kit'), this.#region),
        element(
          'div',
          {class: 'side without', 'aria-hidden': 'true'},
          element('h4', {}, 'Without: the same presses'),
          this.#follower,
        ),
      ),
      tally,
    );
    this.#tally = new Tally(tally);
    this.#prepared = new PreparedPages(this.#region);
    this.#region.addEventListener('click', (event) => void this.#onClick(event));
    this.#region.addEventListener('pointermove', (event) => this.#echo(event), {passive: true});
    this.#region.addEventListener('preload-outcome', ({used, target}) => {
      if (used) this.#tally.used();
      else this.#tally.wasted(target !== null && this.#prepared.isAnswered(target));
    });
  }

  async #onClick({target}: Event): Promise<void> {
    const button = target instanceof Element ? target.closest<HTMLElement>(pressable) : null;
    if (button === null) return;
    const press = ++this.#press;
    const name = pageOf(button);
    const sides = [this.#region, this.#follower];
    for (const side of sides) this.#show(side, undefined);
    const {withKit, without} = openBothWays(button, this.#prepared.take(button));
    const [ofKit, ofPlain] = await Promise.all(
      [withKit, without].map(async (time, index) => {
        // Offline, or the server has gone.
        const ms = await time.catch(() => undefined);
        if (press === this.#press) this.#show(sides[index]!, {name, ms});
        return ms;
      }),
    );
    if (ofKit !== undefined && ofPlain !== undefined) this.#tally.pressed([ofKit, ofPlain]);
  }

  #show(side: HTMLElement, opened: {name: string; ms: number | undefined} | undefined): void {
    const view = side.querySelector<HTMLElement>('.view')!;
    view.classList.toggle('waiting', opened === undefined);
    view.replaceChildren(
      ...(opened === undefined
        ? [element('span', {class: 'visually-hidden'}, 'Loading')]
        : [
            element('strong', {}, opened.name),
            element('span', {}, this.#screen.describe(opened.name)),
            element(
              'em',
              {},
              opened.ms === undefined ? 'did not come' : `there after ${Math.round(opened.ms)} ms`,
            ),
          ]),
    );
  }

  /** Shows where the pointer would be on the other screen. */
  #echo({clientX, clientY, pointerType}: PointerEvent): void {
    if (pointerType === 'touch') return;
    const {left, top} = this.#region.firstElementChild!.getBoundingClientRect();
    const echo = this.#follower.querySelector<HTMLElement>('.echo')!;
    echo.style.translate = `${clientX - left}px ${clientY - top}px`;
    echo.style.opacity = '1';
  }
}

/** Counts what the kit gained on one screen, and what it requested for nothing. */
class Tally {
  readonly #line: HTMLElement;
  #presses = 0;
  #gainedMs = 0;
  #early = 0;
  #wasted = 0;
  #withdrawn = 0;

  constructor(line: HTMLElement) {
    this.#line = line;
    this.#write();
  }

  /** Both pages of a press are there. */
  pressed([withKit, without]: [number, number]): void {
    this.#presses++;
    this.#gainedMs += Math.max(0, without - withKit);
    this.#write();
  }

  /** A page that was requested early was opened. */
  used(): void {
    this.#early++;
    this.#write();
  }

  /** A page was requested for nothing; unless `isAnswered`, the request was withdrawn before that. */
  wasted(isAnswered: boolean): void {
    if (isAnswered) this.#wasted++;
    else this.#withdrawn++;
    this.#write();
  }

  #write(): void {
    const figure = (value: string, label: string): HTMLElement =>
      element('span', {}, element('strong', {}, value), ` ${label}`);
    this.#line.replaceChildren(
      figure(
        `${(this.#gainedMs / 1000).toFixed(1)}\u00a0s`,
        `less to wait in ${counted(this.#presses, 'press', 'presses')}`,
      ),
      figure(
        String(this.#early),
        this.#early === 1 ? 'page requested early and opened' : 'pages requested early and opened',
      ),
      figure(String(this.#withdrawn), 'withdrawn in time'),
      figure(String(this.#wasted), 'loaded for nothing'),
    );
  }
}
