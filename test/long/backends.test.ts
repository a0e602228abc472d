import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import type {ServerResponse} from 'node:http';
import {basename} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import type {BackendReport} from '../../src/core/model.js';
import type {} from '../../src/index.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {launch} from '../../tools/chromium.js';
import {madeUpSamples} from '../learning/samples.js';
import {complaintsOf, PackageSite} from './package-site.js';

const content = `<predictive-region name="page" targets="button"><button id="a">A</button></predictive-region>`;
const head = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>';
const kit = '<script type="module" src="/kit/predictive-buttons.js"></script>';

/** A binary of TensorFlow.js, by its path on the site. */
function wasmBinary(path: string): Buffer {
  return readFileSync(
    new URL(`../../node_modules/@tensorflow/tfjs-backend-wasm/dist/${basename(path)}`, import.meta.url),
  );
}

let instead: ((path: string, response: ServerResponse) => boolean) | undefined;
let policy: string | undefined;

const site = new PackageSite({
  pages: {
    '/': {body: head + kit + content},
    '/tensorflow': {body: `${head}<script src="/tf.js"></script>${kit}${content}`},
    '/tf.js': {
      type: 'text/javascript',
      body: readFileSync(
        new URL('../../node_modules/@tensorflow/tfjs/dist/tf.min.js', import.meta.url),
        'utf8',
      ),
    },
    '/versions': {
      body: `${head}${kit}<script type="module" src="/older/predictive-buttons.js"></script>${content}`,
    },
    '/twice': {
      body: `${head}${kit}<script type="module" src="/kit/predictive-buttons.js?other"></script>${content}`,
    },
  },
  headersOf: () => (policy === undefined ? {} : {'content-security-policy': policy}),
  instead: (path, response) => instead?.(path, response) ?? false,
});

before(() => site.start());
after(() => site.stop());

/** Trains, and resolves to what is reported of the backends. */
async function trainOn(page: Page, wanted: 'auto' | 'wasm' = 'auto'): Promise<BackendReport> {
  await page.waitForFunction(() => customElements.get('predictive-region') !== undefined);
  return page.evaluate(
    async (dataset, backend) => {
      const region = document.querySelector('predictive-region')!;
      region.backend = backend;
      await region.importDataset(new Blob([dataset]));
      let report: unknown;
      region.addEventListener('predictive-train', (event) => {
        if (event.phase === 'end') report = event.backend;
      });
      await region.train();
      // A cast: the end of a training always has it.
      return report as BackendReport;
    },
    formatDataset(madeUpSamples({count: 40})),
    wanted,
  );
}

describe('a training worker', () => {
  let browser: Browser;
  let page: Page;

  afterEach(async () => {
    instead = policy = undefined;
    await browser.close();
  });

  async function open(path: string, {args = []}: {args?: readonly string[]} = {}): Promise<Page> {
    browser = await launch({args});
    page = await browser.newPage();
    await page.goto(site.origin + path);
    return page;
  }

  it('F4 uses another backend in a browser without WebGL, and reports why', async () => {
    await open('/', {args: ['--disable-3d-apis', '--disable-gpu', '--disable-software-rasterizer']});
    const {backend, measurements} = await trainOn(page);
    assert.match(String(measurements.webgl), /not available: no WebGL context/);
    assert.match(backend, /^(wasm|cpu)$/);
    assert.equal(typeof measurements[backend], 'number');
  });

  it('F4 uses another backend with --disable-3d-apis alone, under which a worker may still have software WebGL', async () => {
    // Chromium takes WebGL from canvas elements by this switch, and not from the OffscreenCanvas of a worker.
    await open('/', {args: ['--disable-3d-apis']});
    const ofPage = await page.evaluate(() => document.createElement('canvas').getContext('webgl') !== null);
    assert.equal(ofPage, false);
    const {backend, measurements} = await trainOn(page);
    assert.equal(typeof measurements[backend], 'number');
    if (typeof measurements.webgl !== 'number') {
      assert.match(String(measurements.webgl), /skipped: software renderer|not available/);
      assert.match(backend, /^(wasm|cpu)$/);
    }
  });

  const noWasm: [string, (path: string, response: ServerResponse) => void][] = [
    ['is missing', (_, response) => response.writeHead(404).end()],
    ['breaks off before an answer', (_, response) => response.destroy()],
    [
      'is a web page',
      (_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>no'),
    ],
    [
      'is cut off',
      (_, response) => response.setHeader('content-type', 'application/wasm').end('\0asm\x01\0\0\0\xff'),
    ],
    [
      'has other bytes',
      (_, response) =>
        response
          .setHeader('content-type', 'application/wasm')
          .end(Buffer.from(Array.from({length: 50_000}, (_byte, i) => (i * 89) % 256))),
    ],
    [
      'is another program',
      // Valid, and without any function.
      (_, response) => response.setHeader('content-type', 'application/wasm').end('\0asm\x01\0\0\0'),
    ],
    [
      'is damaged in the middle',
      (path, response) => {
        const bytes = wasmBinary(path);
        bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 64);
        response.setHeader('content-type', 'application/wasm').end(bytes);
      },
    ],
  ];
  for (const [fault, answer] of noWasm)
    it(`F5 trains in plain JavaScript when the wasm binary ${fault}`, async () => {
      instead = (path, response) => {
        if (!path.endsWith('.wasm')) return false;
        answer(path, response);
        return true;
      };
      await open('/');
      const {backend, measurements} = await trainOn(page, 'wasm');
      assert.equal(backend, 'cpu');
      assert.match(String(measurements.wasm), /did not start/);
    });

  it('F5 trains with WebAssembly when the binary is sent with the type of a text', async () => {
    instead = (path, response) => {
      if (!path.endsWith('.wasm')) return false;
      response.setHeader('content-type', 'text/plain').end(wasmBinary(path));
      return true;
    };
    await open('/');
    assert.equal((await trainOn(page, 'wasm')).backend, 'wasm');
  });

  it('F5 trains in plain JavaScript where a policy forbids WebAssembly', async () => {
    policy = "script-src 'self'";
    await open('/');
    const {backend, measurements} = await trainOn(page, 'wasm');
    assert.equal(backend, 'cpu');
    assert.match(String(measurements.wasm), /wasm-unsafe-eval/);
  });

  it('F5 trains with WebAssembly where a policy allows it', async () => {
    policy = "script-src 'self' 'wasm-unsafe-eval'";
    await open('/');
    assert.equal((await trainOn(page, 'wasm')).backend, 'wasm');
  });

  it('F14 leaves the page’s own TensorFlow.js as it was', async () => {
    await open('/tensorflow');
    interface Own {
      tf: {[name: string]: unknown; memory: () => {numTensors: number}};
    }
    const stateOf = (): Promise<string> =>
      page.evaluate(async () => {
        const {tf} = window as unknown as {
          tf: {
            tensor: (values: number[]) => {square: () => {data: () => Promise<Float32Array>}};
            getBackend: () => string;
            memory: () => {numTensors: number};
            engine: () => {registryFactory: object};
            env: () => {flags: object};
            version_core: string;
          };
        };
        const own = ((window as unknown as {own?: ReturnType<typeof tf.tensor>}).own ??= tf.tensor([
          1, 2, 3,
        ]));
        const squares = own.square();
        const values = [...(await squares.data())];
        (squares as unknown as {dispose: () => void}).dispose();
        const backends = Object.keys(tf.engine().registryFactory);
        return JSON.stringify([values, tf.getBackend(), tf.memory().numTensors, backends, tf.version_core]);
      });
    const before = await stateOf();
    const same = await page.evaluateHandle(() => (window as unknown as Own).tf);
    await trainOn(page);
    assert.equal(await stateOf(), before);
    assert.equal(await same.evaluate((tf) => tf === (window as unknown as Own).tf), true);
  });

  it('F14 has two versions of the kit: the first stays and works, with one warning, and the other does nothing', async () => {
    // The files of another version, each of which says so.
    instead = (path, response) => {
      if (!path.startsWith('/older/')) return false;
      void fetch(site.origin + path.replace('/older/', '/kit/')).then(async (answer) => {
        const code = await answer.text();
        response
          .setHeader('content-type', 'text/javascript')
          .end(`${code}\n(globalThis.olderFiles ??= []).push(${JSON.stringify(path)});`);
      });
      return true;
    };
    browser = await launch();
    page = await browser.newPage();
    const complaints = await complaintsOf(page);
    await page.evaluateOnNewDocument(() => {
      const defined: CustomElementConstructor[] = [];
      Object.assign(window, {defined});
      const define = customElements.define.bind(customElements);
      customElements.define = function (name, element, options) {
        if (name === 'predictive-region') defined.push(element);
        define(name, element, options);
      };
    });
    await page.goto(`${site.origin}/versions`);
    await page.waitForFunction(
      () => ((window as unknown as {olderFiles?: string[]}).olderFiles ?? []).length > 0,
    );
    const {backend} = await trainOn(page);
    assert.match(backend, /^(webgl|wasm|cpu)$/);
    const isFirst = await page.evaluate(() => {
      const {defined} = window as unknown as {defined: CustomElementConstructor[]};
      return defined.length === 1 && customElements.get('predictive-region') === defined[0];
    });
    assert.equal(isFirst, true);
    // Its entry, and none of the parts that the first one loads when they are needed.
    const files = await page.evaluate(() => (window as unknown as {olderFiles: string[]}).olderFiles);
    assert.deepEqual(files, ['/older/predictive-buttons.js']);
    const seen = await complaints();
    assert.equal(seen.length, 1, seen.join('\n'));
    assert.match(seen[0]!, /defined before/);
  });

  it('F14 has the kit twice: the first stays and works, with one warning', async () => {
    browser = await launch();
    page = await browser.newPage();
    const complaints = await complaintsOf(page);
    await page.goto(`${site.origin}/twice`);
    await trainOn(page);
    const seen = await complaints();
    assert.equal(seen.length, 1, seen.join('\n'));
    assert.match(seen[0]!, /defined before/);
  });
});
