import type {Browser, BrowserContext, Page} from 'puppeteer-core';
import {featureVersion} from '../../src/prediction/feature-names.js';
import {shippedWeights} from '../../src/prediction/weights.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import type {Persist} from '../../src/storage/records.js';
import {madeUpSamples} from '../learning/samples.js';
import {PreloadSite, waitFor, type Answer} from '../pages/preload-site.js';

/** Every button of the page, by its key. */
export const keys = ['a', 'b', 'old', 'new'] as const;
export type Key = (typeof keys)[number];

const middleOf = (key: Key): readonly [x: number, y: number] => [100 + 180 * keys.indexOf(key), 400];

/** What is stored under one name, as any script of the origin can read it. */
export interface Stored {
  /** The ids of the samples. */
  samples: string[];
  /** The temperature of each generation of the model: what `modelOf()` was called with. */
  models: number[];
  /** The keys in the habits; the context of a prediction included. */
  habitKeys: string[];
  /** The weight of each key, whatever came before it. */
  counts: Record<string, number>;
}

/** A site whose pages have one region, and whose worker ends a training when the test says so. */
export class KeptSite extends PreloadSite {
  /** Temperatures of the models of the trainings under way, in the order of their start. */
  #trainings: ((temperature: number) => void)[] = [];
  started = 0;

  constructor() {
    super((path) => {
      if (path === '/worker.js') return {body: worker, type: 'text/javascript'};
      return path.startsWith('/page') ? {body: pageOf(new URL(path, 'http://site').searchParams)} : {};
    });
  }

  protected override answerLater(path: string): Promise<Answer> | undefined {
    if (path !== '/trained') return undefined;
    this.started++;
    return new Promise((resolve) => {
      this.#trainings.push((temperature) =>
        resolve({body: JSON.stringify(resultOf(temperature)), type: 'application/json'}),
      );
    });
  }

  /** Number of trainings under way. */
  get training(): number {
    return this.#trainings.length;
  }

  /** Ends the earliest training under way with a better model of this temperature. */
  endTraining(temperature: number): void {
    this.#trainings.shift()?.(temperature);
  }
}

/** The page's region in one tab. */
export class Tab {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(
    browser: Browser | BrowserContext,
    url: string,
    {hasChannel = true}: {hasChannel?: boolean} = {},
  ): Promise<Tab> {
    const tab = new Tab(await browser.newPage());
    await tab.page.setViewport({width: 800, height: 600});
    if (!hasChannel)
      await tab.page.evaluateOnNewDocument(() => Reflect.deleteProperty(globalThis, 'BroadcastChannel'));
    await tab.page.goto(url);
    await tab.ready();
    return tab;
  }

  /** Resolves when the region has read what is stored. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => customElements.get('predictive-region') !== undefined);
    await this.page.evaluate(() => document.querySelector('predictive-region')!.exportDataset());
  }

  /** Moves to a button and presses it; resolves when its sample is stored, or was dropped. */
  async press(key: Key): Promise<void> {
    await this.page.bringToFront();
    const [x, y] = middleOf(key);
    await this.page.mouse.move(x - 60, y - 200);
    for (let i = 1; i <= 8; i++) await this.page.mouse.move(x - 60 + 7.5 * i, y - 200 + 25 * i);
    const before = await this.#presses();
    await this.page.mouse.click(x, y);
    await waitFor(async () => (await this.#presses()) > before, `a press of ${key}`, 15_000);
    await this.settled();
  }

  #presses(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as {presses: number}).presses);
  }

  /** Resolves when everything that the page has begun to store is stored: transactions run in order. */
  async settled(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let i = 0; i < 3; i++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('predictive-buttons');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error!);
        });
        const stores = [...database.objectStoreNames];
        if (stores.length > 0) {
          const transaction = database.transaction(stores, 'readwrite');
          await new Promise((resolve) => (transaction.oncomplete = resolve));
        }
        database.close();
      }
    });
  }

  /** Adds enough samples to train from; their ids and keys begin with `tag`. */
  async learn(tag: string): Promise<void> {
    const samples = madeUpSamples({count: 45}).map((sample) => ({
      ...sample,
      id: `${tag}-${sample.id}`,
      pressed: sample.pressed === null ? null : `${tag}-${sample.pressed}`,
      targets: sample.targets.map((target) => ({...target, key: `${tag}-${target.key}`})),
    }));
    const text = formatDataset(samples);
    await this.page.evaluate(
      (file) => document.querySelector('predictive-region')!.importDataset(new Blob([file])),
      text,
    );
  }

  /** Starts a training; resolves to what becomes of it. */
  train(): Promise<{outcome: string}> {
    const outcome = this.page.evaluate(async () => {
      try {
        return (await document.querySelector('predictive-region')!.train()).verdict;
      } catch (error) {
        return (error as {code?: string}).code ?? (error as Error).name;
      }
    });
    // A page that is left never answers.
    return outcome.then(
      (known) => ({outcome: known}),
      () => ({outcome: 'left'}),
    );
  }

  forget(): Promise<void> {
    return this.page.evaluate(() => document.querySelector('predictive-region')!.forget());
  }

  /** What the page holds and uses. */
  async inUse(): Promise<Omit<Stored, 'models'> & {model: number | undefined}> {
    const {dataset, weights} = await this.page.evaluate(async () => {
      const region = document.querySelector('predictive-region')!;
      const files = await region.exportModel();
      return {
        dataset: await (await region.exportDataset()).text(),
        weights: [...new Float32Array(await files.weights.arrayBuffer())],
      };
    });
    const {samples, habits} = JSON.parse(dataset) as {samples: {id: string}[]; habits?: HabitsFile};
    const {layers, temperature} = shippedWeights;
    // The file's last layer is divided by the temperature; its biases are the last numbers.
    const {kernel, bias} = layers.at(-1)!;
    const ratio = kernel[0]! / weights.at(-kernel.length - bias.length)!;
    return {
      samples: samples.map(({id}) => id),
      ...countsOf(habits),
      model: Math.abs(ratio - temperature) < 1e-3 ? undefined : Math.round(ratio),
    };
  }

  async stored(name: string, persist: Persist): Promise<Stored> {
    const {samples, models, habits} = await (persist === 'session'
      ? this.page.evaluate(readSession, name)
      : this.page.evaluate(readDatabase, name));
    return {
      samples,
      models: models.map((json) => Math.round((JSON.parse(json) as {temperature: number}).temperature)),
      ...countsOf(habits as HabitsFile | undefined),
    };
  }
}

interface HabitsFile {
  order: {keys: string[]; counts: number[][]};
}

function countsOf(habits: HabitsFile | undefined): Pick<Stored, 'habitKeys' | 'counts'> {
  if (habits === undefined) return {habitKeys: [], counts: {}};
  const {keys: known, counts} = habits.order;
  return {
    habitKeys: known.filter((key) => key !== ''),
    counts: Object.fromEntries(
      counts
        .filter(({length}) => length === 3)
        .map(([key, weight, age]) => [known[key!]!, weight! * 0.5 ** (age! / 60)]),
    ),
  };
}

interface RawRecords {
  samples: string[];
  models: string[];
  habits: unknown;
}

function readSession(name: string): RawRecords {
  const read = (kind: string): unknown =>
    JSON.parse(sessionStorage.getItem(`predictive-buttons:${kind}:${name}`) ?? 'null');
  return {
    samples: ((read('samples') ?? []) as {id: string}[]).map(({id}) => id),
    models: ((read('model') ?? []) as {json: string}[]).map(({json}) => json),
    habits: read('habits') ?? undefined,
  };
}

async function readDatabase(name: string): Promise<RawRecords> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
  const database = await settled(indexedDB.open('predictive-buttons'));
  const transaction = database.transaction(['samples', 'models', 'habits']);
  const all = <T>(store: string): Promise<T[]> => settled(transaction.objectStore(store).getAll());
  const [samples, models, habits] = await Promise.all([
    all<{name: string; id: string}>('samples'),
    all<{name: string; json: string}>('models'),
    all<{name: unknown; habits: unknown}>('habits'),
  ]);
  database.close();
  const isOwn = (record: {name: unknown}): boolean => record.name === name;
  return {
    samples: samples.filter(isOwn).map(({id}) => id),
    models: models.filter(isOwn).map(({json}) => json),
    habits: habits.find(isOwn)?.habits,
  };
}

function pageOf(query: URLSearchParams): string {
  const [name, persist] = [query.get('name'), query.get('persist')];
  return `<!doctype html><title>kept</title><link rel="icon" href="data:,">
<predictive-region name="${name}" persist="${persist}" learn="${query.get('learn') ?? 'manual'}" worker-url="/worker.js" hints>
  ${keys
    .map((key) => {
      const [x, y] = middleOf(key);
      return `<predictive-button key="${key}" style="position:absolute;left:${x - 60}px;top:${y - 20}px;width:120px">${key}</predictive-button>`;
    })
    .join('')}
</predictive-region>
<script>
  // tsx calls this in the functions that the tests run here.
  __name = (each) => each;
  presses = 0;
  errors = [];
  models = [];
  const region = document.querySelector('predictive-region');
  addEventListener('click', () => presses++);
  addEventListener('error', ({message}) => errors.push(message));
  addEventListener('unhandledrejection', ({reason}) => errors.push(String(reason)));
  region.addEventListener('predictive-error', ({error}) => errors.push(error.code));
  region.addEventListener('predictive-model', ({verdict, source}) => models.push(verdict + ' ' + source));
</script>
<script type="module" src="/kit/index.js"></script>`;
}

/** Answers as the kit's worker does, with what the site says was learned. */
const worker = `
  addEventListener('message', async ({data: {type, job}}) => {
    const alive = setInterval(() => postMessage({type: 'alive', job}), 500);
    const {model, ...result} = await (await fetch('/trained')).json();
    clearInterval(alive);
    const floats = (each) => Float32Array.from(each);
    const {mean, std, layers, temperature} = model.weights;
    const weights = {
      mean: floats(mean),
      std: floats(std),
      layers: layers.map(({kernel, bias, ...shape}) => ({...shape, kernel: floats(kernel), bias: floats(bias)})),
      temperature,
    };
    postMessage({type: 'trained', job, result: {...result, model: {...model, weights}}});
  });
  postMessage({type: 'ready'});
`;

/** The result of a training whose model is better, and known again by its temperature. */
function resultOf(temperature: number): object {
  const {mean, std, layers} = shippedWeights;
  const evaluation = (accuracy: number, logLoss: number) => ({
    samples: 20,
    accuracy,
    logLoss,
    labels: ['a', 'b'],
    confusion: [
      [10, 0],
      [0, 10],
    ],
    perButton: {a: {accuracy: 1, count: 10}, b: {accuracy: 1, count: 10}},
    calibrationError: 0,
    calibration: [],
    brier: 0,
  });
  return {
    model: {
      architecture: 'scorer',
      featureVersion,
      weights: {
        mean: [...mean],
        std: [...std],
        layers: layers.map(({inputs, outputs, kernel, bias}) => ({
          inputs,
          outputs,
          kernel: [...kernel],
          bias: [...bias],
        })),
        temperature,
      },
    },
    evaluation: evaluation(1, 0.1),
    baseline: evaluation(0.8, 1),
    history: [],
    backend: {backend: 'cpu', measurements: {}},
    seconds: 1,
  };
}
