import {adoptStyles} from '@lit/reactive-element';
import {html, nothing, render, type TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {Sample} from '../core/sample.js';
import {contentStyles} from './content.styles.js';
import {DatasetView} from './dataset-view.js';
import {element} from './element.js';
import {EvaluationView} from './evaluation-view.js';
import {findRegion} from './find-region.js';
import {hostStyles} from './host.styles.js';
import {HabitsView} from './habits-view.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {LiveView} from './live-view.js';
import {LogView} from './log-view.js';
import {ModelView} from './model-view.js';
import {PageOverlay} from './page-overlay.js';
import {dragPanel, nudgePanel} from './panel-move.js';
import {panelStyles} from './panel.styles.js';
import type {InspectorElement} from './inspector-element.js';
import {originOf, outcomeInWords, replay} from './replay.js';
import {ScorecardView} from './scorecard-view.js';
import {TargetNames} from './target-names.js';
import {TrainingView} from './training-view.js';
import {ViewTabs} from './view-tabs.js';
import {errorText} from './wording.js';

/** Events in the panel that a page might handle: shortcuts, clicks outside a menu, typing. */
const keptInside = [
  ...['click', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'dblclick'],
  ...['keydown', 'keyup', 'keypress', 'input', 'beforeinput', 'focusin', 'focusout'],
];

const places = {right: 'Right', bottom: 'Bottom', left: 'Left', float: 'Floating'};

export interface InspectorPanelOptions {
  inspector: InspectorElement;
  root: ShadowRoot;
  /** Closes the panel and removes everything it added. */
  signal: AbortSignal;
}

/** The open inspector: a panel of views, and a drawing over the page. */
export class InspectorPanel implements InspectorHost {
  readonly names = new TargetNames();
  readonly #inspector: InspectorElement;
  readonly #signal: AbortSignal;
  readonly #container = element('div');
  readonly #canvas = element('canvas', {class: 'overlay', popover: 'manual', 'aria-hidden': 'true'});
  readonly #overlay: PageOverlay;
  readonly #live: LiveView;
  readonly #views: readonly InspectorView[];
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
    adoptStyles(root, [hostStyles, panelStyles, contentStyles]);
    root.append(this.#container);
    this.#overlay = new PageOverlay({canvas: this.#canvas, root, signal});
    this.#live = new LiveView(this, {setDrawing: (isOn) => this.#setDrawing(isOn)});
    this.#views = [
      this.#live,
      new LogView(this),
      new DatasetView(this),
      new TrainingView(this, {root, signal}),
      new EvaluationView(this),
      new ModelView(this),
      new HabitsView(this),
      new ScorecardView(this),
    ];
    this.#tabs = new ViewTabs(this.#views, {onSelect: () => this.#onSelect()});
    signal.addEventListener('abort', () => this.#close());
    for (const type of keptInside) this.#container.addEventListener(type, (event) => event.stopPropagation());
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
    // A success ends an error from before, of an earlier training, say.
    region.addEventListener(
      'predictive-model',
      ({verdict}) => {
        if (verdict !== 'refused' && this.#status.failed) this.#say('');
      },
      {signal},
    );
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

  async replay(sample: Sample): Promise<string> {
    const region = this.#region!;
    // One replay at a time: two pointers would end each other's movements.
    this.#replaying?.abort();
    const replaying = (this.#replaying = new AbortController());
    this.#overlay.replayed = {sample, origin: originOf(region)};
    try {
      const signal = AbortSignal.any([this.#signal, replaying.signal]);
      return outcomeInWords(await replay(sample, {region, signal}), {sample, names: this.names});
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
    for (const view of this.#views) view.follow(region, signal);
    signal.addEventListener(
      'abort',
      region.observe((observation) => this.#observed(observation)),
    );
    this.update();
  }

  #observed(observation: Observation): void {
    this.names.learn(observation);
    for (const view of this.#views) view.observed?.(observation);
    this.#overlay.observed(observation);
    if (this.#tabs.selected === this.#live) this.update();
  }

  #render(): void {
    const {htmlFor, dock} = this.#inspector;
    render(
      html`${this.#canvas}
        <section
          class="panel"
          popover="manual"
          lang="en"
          dir="ltr"
          aria-label="Predictive inspector"
          @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        >
          <header>
            <h2>Inspector${htmlFor === null ? nothing : html` <code>#${htmlFor}</code>`}</h2>
            ${
              dock === 'float'
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
            <select aria-label="Place of the panel" @change=${(event: Event) => this.#onPlace(event)}>
              ${Object.entries(places).map(
                ([place, name]) => html`<option value=${place} .selected=${place === dock}>${name}</option>`,
              )}
            </select>
            <button
              type="button"
              class="icon"
              aria-label="Close the inspector"
              @click=${() => this.#inspector.toggle()}
            >
              ✕
            </button>
          </header>
          ${this.#region === undefined ? this.#renderProblem() : this.#tabs.render()}
          <p role="status" class=${this.#status.failed ? 'status failed' : 'status'}>${this.#status.text}</p>
        </section>`,
      this.#container,
    );
  }

  #renderProblem(): TemplateResult {
    return html`<div class="view content">
      <p class="why">${this.#problem}</p>
      <div class="actions">
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
    if (currentTarget instanceof HTMLSelectElement)
      this.#inspector.dock = currentTarget.value as InspectorElement['dock'];
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
    this.#container.remove();
  }
}
