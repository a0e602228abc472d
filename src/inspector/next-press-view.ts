import {html, nothing, type TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import {percent} from '../core/percent.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {barTable} from './bar-table.js';
import {ranked, reasonFor, thresholdNow} from './decision-reason.js';
import {targetsInWindow} from './declared-targets.js';
import {emptyState} from './empty-state.js';
import {movementTo} from './example-movement.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {ProbabilityHistory} from './probability-history.js';
import {sparkline} from './sparkline.js';
import {counted, milliseconds, modelNames} from './wording.js';

/**
 * Rows of the table; less likely buttons are summed up below it, so that a hundred buttons cost no more than
 * ten.
 */
const rows = 8;

interface BarOptions {
  /** Whose history is drawn; `null` for no press. */
  element?: HTMLElement | null;
  kind?: 'predicted' | 'none';
}

/** The current probabilities, with those of the last two seconds and the threshold, and the decision's reason. */
export class NextPressView implements InspectorView {
  readonly title = 'Next press';
  readonly #host: InspectorHost;
  readonly #history = new ProbabilityHistory();
  #region: PredictiveRegion | undefined;
  #observation: Observation | undefined;

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion): void {
    this.#region = region;
    this.#observation = undefined;
    this.#history.clear();
  }

  observed(observation: Observation): void {
    this.#observation = observation;
    this.#history.add(observation);
  }

  render(): TemplateResult {
    const region = this.#region!;
    if (region.disabled)
      return emptyState('This region is off, so nothing is predicted.', {
        label: 'Turn it on',
        act: () => {
          region.disabled = false;
          this.#host.update();
        },
      });
    const observation = this.#observation;
    if (observation === undefined)
      return emptyState('Move the pointer towards a button: its probability appears here.', {
        label: 'Play an example',
        act: () => void this.#host.report(() => this.#playExample()),
      });
    const {targets, pointer, model} = observation;
    return html`
      ${this.#renderTable(observation)}
      <p class="why" data-shows="reason">
        ${reasonFor(observation, {threshold: region.threshold, nameOf: ({key}) => this.#host.names.of(key)})}
      </p>
      <p class="hint">
        By ${modelNames[model]} · ${counted(targets.length, 'target', 'targets')} in
        view${pointer === null ? nothing : ` · pointer at ${Math.round(pointer.x)}, ${Math.round(pointer.y)}`}
      </p>
    `;
  }

  #renderTable({targets, none, predicted}: Observation): TemplateResult {
    const shown = ranked(targets).slice(0, rows);
    const others = targets.length - shown.length;
    const restShare = Math.max(0, 1 - none - shown.reduce((sum, {probability}) => sum + probability, 0));
    const threshold = thresholdNow(this.#region!.threshold, targets);
    return barTable({
      columns: ['Button', 'Last 2 seconds', 'Share', 'Probability'],
      shows: 'next-press',
      rows: [
        ...shown.map(({key, element, probability}) =>
          this.#renderBar(this.#host.names.of(key), probability, threshold, {
            element,
            ...(element === predicted && {kind: 'predicted'}),
          }),
        ),
        others > 0 ? this.#renderBar(`${others} others`, restShare, threshold, {}) : '',
        this.#renderBar('No press', none, threshold, {element: null, kind: 'none'}),
      ],
    });
  }

  #renderBar(name: string, share: number, threshold: number, {element, kind}: BarOptions): TemplateResult {
    const options = kind === 'none' ? {} : {threshold};
    const predicted = kind === 'predicted' ? html`<span class="visually-hidden">, predicted</span>` : '';
    return html`<tr class=${kind ?? ''}>
      <th scope="row" title=${name}>${name}${predicted}</th>
      <td>${element === undefined ? nothing : sparkline(this.#history.of(element), options)}</td>
      <td class="bar" .style=${`--share: ${share.toFixed(3)}; --threshold: ${threshold.toFixed(3)}`}></td>
      <td class="number">${percent(share)}</td>
    </tr>`;
  }

  /** Moves a pointer of its own towards the middle one of the targets, as the user would. */
  async #playExample(): Promise<string> {
    const region = this.#region!;
    const targets = targetsInWindow(region);
    const target = targets[Math.floor(targets.length / 2)];
    if (target === undefined) return 'No target of this region is in view.';
    const {predicted, leadMs} = await this.#host.replay(movementTo(target, region));
    return predicted === null
      ? 'Played: at its end nothing was predicted.'
      : `Played: ${this.#host.names.of(predicted)} was predicted ${milliseconds(leadMs)} before the pointer stopped.`;
  }
}
