import {mediaQuery} from '../core/media-query.js';
import uPlot from 'uplot';
import {element} from './element.js';
import {readPalette, type Palette} from './palette.js';

/** Height, CSS px. */
const height = 170;

/** Initial width of the epoch axis; it grows with the epochs. */
const leastEpochs = 10;

export interface Curve {
  name: string;
  /** A value for each epoch. */
  values: readonly number[];
  /**
   * Held-out curves have the accent colour, training curves are dashed, those of another architecture thin.
   */
  kind: 'training' | 'held-out' | 'other';
}

export interface CurveChartOptions {
  title: string;
  /** Upper end of the value axis, if known; the lower end is 0. */
  top?: number;
  format: (value: number) => string;
  root: ShadowRoot;
  signal: AbortSignal;
}

/** Curves over the epochs, drawn as they grow. */
export class CurveChart {
  readonly element: HTMLElement;
  readonly #options: CurveChartOptions;
  readonly #caption = element('figcaption');
  readonly #container = element('div', {class: 'plot', role: 'img'});
  #plot: uPlot | undefined;
  #palette: Palette;
  #kinds = '';

  constructor(options: CurveChartOptions) {
    this.#options = options;
    this.#palette = readPalette(options.root);
    this.element = element('figure', {}, this.#caption, this.#container);
    const {signal} = options;
    const {ResizeObserver: Observer} = globalThis as Partial<typeof globalThis>;
    const observer = Observer && new Observer(() => this.#fit());
    observer?.observe(this.#container);
    const recolour = (): void => {
      this.#palette = readPalette(options.root);
      this.#plot?.redraw(false);
    };
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
      mediaQuery(query)?.addEventListener('change', recolour, {signal});
    signal.addEventListener('abort', () => {
      observer?.disconnect();
      this.#plot?.destroy();
    });
  }

  show(curves: readonly Curve[]): void {
    const {title, format} = this.#options;
    const longest = Math.max(leastEpochs, ...curves.map(({values}) => values.length));
    const epochs = [...Array<undefined>(longest)].map((_, index) => index + 1);
    const data: uPlot.AlignedData = [
      epochs,
      ...curves.map(({values}) => epochs.map((epoch) => finite(values[epoch - 1]))),
    ];
    const kinds = curves.map(({kind}) => kind).join();
    if (this.#plot === undefined || kinds !== this.#kinds) {
      this.#kinds = kinds;
      this.#plot?.destroy();
      this.#plot = new uPlot(this.#plotOptions(curves), data, this.#container);
    } else this.#plot.setData(data);
    const latest = curves.map(({name, values, kind}) => ({
      kind,
      text: `${name} ${values.length === 0 ? '–' : format(values.at(-1)!)}`,
    }));
    this.#caption.replaceChildren(
      title,
      ...latest.map(({kind, text}) => element('span', {class: `key ${kind}`}, text)),
    );
    this.#container.ariaLabel = `${title} by epoch: ${latest.map(({text}) => text).join(', ')}.`;
  }

  #plotOptions(curves: readonly Curve[]): uPlot.Options {
    const {top, format} = this.#options;
    // Read at each drawing: the page may switch to dark.
    const colour = (name: keyof Palette) => () => this.#palette[name];
    const axis = {
      stroke: colour('muted'),
      font: '11px system-ui, sans-serif',
      grid: {stroke: colour('line'), width: 1},
      ticks: {show: false},
    };
    const strokes = {training: 'muted', 'held-out': 'accent', other: 'warn'} as const;
    return {
      width: this.#width,
      height,
      legend: {show: false},
      cursor: {show: false},
      scales: {
        x: {time: false},
        y: {range: (_, _low, high) => [0, top ?? Math.max(0.1, high * 1.05)]},
      },
      axes: [
        {...axis, size: 24, incrs: [1, 2, 5, 10, 20, 50, 100]},
        {...axis, size: 48, values: (_, ticks) => ticks.map(format)},
      ],
      series: [
        {},
        ...curves.map(({kind}) => ({
          stroke: colour(strokes[kind]),
          width: kind === 'other' ? 1 : 2,
          ...(kind === 'training' && {dash: [5, 4]}),
          points: {show: false},
        })),
      ],
    };
  }

  get #width(): number {
    return Math.max(200, this.#container.clientWidth);
  }

  #fit(): void {
    if (this.#plot !== undefined && this.#plot.width !== this.#width)
      this.#plot.setSize({width: this.#width, height});
  }
}

/** A loss that is not a number leaves a gap. */
function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
