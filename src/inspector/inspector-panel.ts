import {adoptStyles} from '@lit/reactive-element';
import {html, nothing, render, type TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {Sample} from '../core/sample.js';
import {allTabs} from './all-tabs.js';
import {chartStyles} from './chart.styles.js';
import {contentStyles} from './content.styles.js';
import {element} from './element.js';
import {findRegion} from './find-region.js';
import {hostStyles} from './host.styles.js';
import type {InspectorElement} from './inspector-element.js';
import type {InspectorHost, InspectorTab} from './inspector-view.js';
import {liveStyles} from './live.styles.js';
import {PageOverlay} from './page-overlay.js';
import {PagePush} from './page-push.js';
import {dragPanel, nudgePanel} from './panel-move.js';
import {placeNames, placeOf, placesNow, watchPlaces, type Place} from './panel-place.js';
import {panelStyles} from './panel.styles.js';
import {originOf, replay, type ReplayResult} from './replay.js';
import {TargetNames} from './target-names.js';
import {ViewTabs} from './view-tabs.js';
import {errorText} from './wording.js';

/** Events in the panel that a page might handle: shortcuts, clicks outside a menu, typing. */
const keptInside = [
  ...['click', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'dblclick'],
  ...['keydown', 'keyup', 'keypress', 'input', 'beforeinput', 'focusin', 'focusout'],
];

export interface InspectorPanelOptions {
  inspector: InspectorElement;
  root: ShadowRoot;
  /** Closes the panel and removes everything it added. */
  signal: AbortSignal;
}

/** The open inspector: a panel of tabs beside or below the page, and a drawing over it. */
export class InspectorPanel implements InspectorHost {
  readonly names = new TargetNames();
  readonly #inspector: InspectorElement;
  readonly #signal: AbortSignal;
  readonly #container = element('div');
  readonly #canvas = element('canvas', {class: 'overlay', popover: 'manual', 'aria-hidden': 'true'});
  readonly #overlay: PageOverlay;
  readonly #push = new PagePush();
  readonly #allTabs: readonly InspectorTab[];
  readonly #tabs: ViewTabs;
  #following: AbortController | undefined;
  #replaying: AbortController | undefined;
  #region: PredictiveRegion | undefined;
  #problem = '';
  #status = {text: '', failed: false};
  #isFocusWanted = false;
  #frame: number | undefined;

  constructor({inspector, root, signal}: InspectorPanelOptions) {
    this.#inspector = inspector;
    this.#signal = signal;
    adoptStyles(root, [hostStyles, panelStyles, contentStyles, liveStyles, chartStyles]);
    root.append(this.#container);
    const panelBox = (): DOMRectReadOnly => this.#panel.getBoundingClientRect();
    this.#overlay = new PageOverlay({canvas: this.#canvas, root, signal, panelBox});
    this.#allTabs = allTabs(this, {root, signal, setDrawing: (isOn) => this.#setDrawing(isOn)});
    this.#tabs = new ViewTabs(this.#allTabs, {onSelect: () => this.#onSelect()});
    signal.addEventListener('abort', () => this.#close());
    for (const type of keptInside) this.#container.addEventListener(type, (event) => event.stopPropagation());
    watchPlaces(() => this.update(), signal);
    this.follow();
    this.#render();
    // In the top layer, if supported, the page cannot cover or clip them; the panel comes after the drawing.
    for (const layer of [this.#canvas, this.#panel]) layer.showPopover?.();
  }

  /** Starts following the region that the inspector is for. */
  follow(): void {
    this.#following?.abort();
    this.#replaying?.abort();
    this.#region = undefined;
    const following = (this.#following = new AbortController());
    const signal = AbortSignal.any([this.#signal, following.signal]);
    const {htmlFor} = this.#inspector;
    const region = findRegion(this.#inspector, htmlFor);
    const name = htmlFor === null ? '<predictive-region>' : `<predictive-region id="${htmlFor}">`;
    this.#problem =
      region === null ? `There is no ${name} on this page.` : 'The page has not loaded predictive-buttons.';
    this.update();
    if (region === null) return;
    // What an error complained of may be mended by now: a training that failed, samples that were missing.
    const onSuccess = (): void => {
      if (this.#status.failed) this.#say('');
    };
    region.addEventListener('predictive-model', ({verdict}) => verdict !== 'refused' && onSuccess(), {
      signal,
    });
    region.addEventListener('predictive-train', ({phase}) => phase === 'start' && onSuccess(), {signal});
    region.addEventListener('predictive-sample', onSuccess, {signal});
    if (customElements.get('predictive-region') !== undefined) this.#follow(region, signal);
    else {
      void customElements.whenDefined('predictive-region').then(() => {
        if (!signal.aborted) this.#follow(region, signal);
      });
    }
  }

  update(): void {
    if (this.#signal.aborted) return;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#render();
      if (this.#isFocusWanted) this.focus();
    });
  }

  async report(work: () => Promise<string | undefined>): Promise<void> {
    this.#say('');
    try {
      this.#say((await work()) ?? '');
    } catch (error) {
      this.#say(errorText(error), {failed: true});
    }
  }

  async replay(sample: Sample): Promise<ReplayResult> {
    const region = this.#region!;
    // One replay at a time: two pointers would end each other's movements.
    this.#replaying?.abort();
    const replaying = (this.#replaying = new AbortController());
    this.#overlay.replayed = {sample, origin: originOf(region)};
    try {
      return await replay(sample, {region, signal: AbortSignal.any([this.#signal, replaying.signal])});
    } finally {
      if (this.#replaying === replaying) this.#overlay.replayed = undefined;
      this.#overlay.redraw();
    }
  }

  /** Focuses the panel as soon as it has something to focus. */
  focus(): void {
    const first = this.#container.querySelector<HTMLElement>('[aria-selected=true], .view button');
    this.#isFocusWanted = first === null;
    first?.focus();
  }

  get #panel(): HTMLElement {
    // Rendered since the constructor.
    return this.#container.querySelector<HTMLElement>('.panel')!;
  }

  #follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.names.reset(region);
    for (const {views} of this.#allTabs) for (const view of views) view.follow(region, signal);
    for (const view of this.#tabs.selected.views) view.shown?.();
    signal.addEventListener(
      'abort',
      region.observe((observation) => this.#observed(observation)),
    );
    this.update();
  }

  #observed(observation: Observation): void {
    this.names.learn(observation);
    for (const {views} of this.#allTabs) for (const view of views) view.observed?.(observation);
    this.#overlay.observed(observation);
    // The others update themselves when something of theirs has changed.
    if (this.#tabs.selected === this.#allTabs[0]) this.update();
  }

  #render(): void {
    const {dock} = this.#inspector;
    const place = placeOf(dock);
    this.#push.at(place);
    render(
      html`${this.#canvas}
        <section
          class="panel"
          popover="manual"
          lang="en"
          dir="ltr"
          aria-label="Predictive inspector"
          data-place=${place}
          @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        >
          ${this.#renderHeader(place)}
          ${this.#region === undefined ? this.#renderProblem() : this.#tabs.renderSelected()}
          <p role="status" class=${this.#status.failed ? 'status failed' : 'status'}>${this.#status.text}</p>
        </section>`,
      this.#container,
    );
  }

  #renderHeader(place: Place): TemplateResult {
    const {htmlFor} = this.#inspector;
    const places = placesNow();
    return html`<header>
      <h2>Inspector</h2>
      ${this.#region === undefined ? nothing : this.#tabs.renderTabs()}
      ${htmlFor === null ? nothing : html`<code>#${htmlFor}</code>`}
      ${
        place === 'float'
          ? html`<button
              type="button"
              class="icon move"
              aria-label="Move the panel: drag it, or use the arrow keys"
              @pointerdown=${(event: PointerEvent) => dragPanel(this.#panel, event)}
              @keydown=${(event: KeyboardEvent) => nudgePanel(this.#panel, event)}
            >
              ✥
            </button>`
          : nothing
      }
      ${
        places.length === 1
          ? nothing
          : html`<select aria-label="Place of the panel" @change=${(event: Event) => this.#onPlace(event)}>
              ${places.map(
                (each) =>
                  html`<option value=${each} .selected=${each === place}>${placeNames[each]}</option>`,
              )}
            </select>`
      }
      <button
        type="button"
        class="icon"
        aria-label="Close the inspector"
        @click=${() => this.#inspector.toggle()}
      >
        ✕
      </button>
    </header>`;
  }

  #renderProblem(): TemplateResult {
    return html`<div class="view">
      <div class="empty">
        <p class="why">${this.#problem}</p>
        <button type="button" @click=${() => this.follow()}>Search again</button>
      </div>
    </div>`;
  }

  #say(text: string, {failed = false} = {}): void {
    this.#status = {text, failed};
    this.update();
  }

  #setDrawing(isOn: boolean): void {
    this.#overlay.isOn = isOn;
    this.#overlay.redraw();
  }

  #onPlace({currentTarget}: Event): void {
    // The select offers only values of the attribute.
    if (currentTarget instanceof HTMLSelectElement) this.#inspector.dock = currentTarget.value as Place;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) this.#inspector.open = false;
  }

  #onSelect(): void {
    this.#status = {text: '', failed: false};
    this.#render();
    this.#container.querySelector('.view')?.scrollTo(0, 0);
  }

  #close(): void {
    this.#following?.abort();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#push.remove();
    this.#container.remove();
  }
}
