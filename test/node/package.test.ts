// The package as its users get it: packed, unpacked into a project of its own, and run by the lines of the
// README, with no configuration of any bundler.
import assert from 'node:assert/strict';
import {cpSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {build as buildWithEsbuild} from 'esbuild';
import ts from 'typescript';
import {build as buildWithVite, createServer as startVite} from 'vite';
import type {PredictiveTrainEvent} from '../../src/index.js';
import type {} from '../../src/inspector/index.js';
import {checkout, files, installed, project, scratch} from './package/packed.js';
import {browser, withServer} from './package/pages.js';
// More of its tests, in this process: two builds at a time would share `dist/`.
import './package/editors.js';
import './package/jsx.js';
import './package/rules.js';
import './package/server.js';

/** What a browser must not get before there is something to train. */
const trainingOnly = /trainer\.worker|tfjs|\.wasm/;

before(() => {
  writeFileSync(join(project, 'main.js'), quickStart('With npm and a bundler', 'js'));
  writeFileSync(join(project, 'index.html'), htmlPage('/main.js'));
});

test('the package has what its users load, and nothing of the workshop', () => {
  const wanted = [
    ...['index.js', 'predictive-buttons.js', 'open-learner.js', 'inspector.js', 'inspector-panel.js'].flatMap(
      (file) => [`dist/${file}`, `dist/${file}.map`],
    ),
    'dist/trainer.worker.js',
    'dist/types/index.d.ts',
    'dist/types/inspector/index.d.ts',
    'dist/wasm/tfjs-backend-wasm.wasm',
    'dist/wasm/tfjs-backend-wasm-simd.wasm',
    'src/index.ts',
  ];
  assert.deepEqual(
    wanted.filter((file) => !files().includes(file)),
    [],
  );
  assert.deepEqual(readdirSync(installed).sort(), [
    ...['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'custom-elements.json', 'dist', 'docs'],
    ...['package.json', 'src'],
  ]);
});

test('every export leads to a file', () => {
  const {exports} = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
  };
  const paths = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  );
  assert.ok(paths.length >= 9);
  for (const path of paths) assert.ok(existsSync(join(installed, path)), path);
});

test('TypeScript finds the types, however it resolves modules', () => {
  const main = join(project, 'main.ts');
  writeFileSync(
    main,
    `import {PredictiveError, type PredictiveRegion} from 'predictive-buttons';
    import type {PredictiveInspector} from 'predictive-buttons/inspector';
    const region: PredictiveRegion = document.querySelector('predictive-region')!;
    export const accuracy: number = (await region.evaluate()).accuracy;
    export const code: string = new PredictiveError('invalid-argument', '').code;
    export const inspector: PredictiveInspector = document.createElement('predictive-inspector');
    inspector.dock = 'float';
    region.addEventListener('preload', (event) => event.waitUntil(Promise.resolve(event.probability)));`,
  );
  for (const moduleResolution of ['bundler', 'nodenext', 'node10']) {
    const {options} = ts.convertCompilerOptionsFromJson(
      {
        module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext',
        moduleResolution,
        target: 'es2022',
        ignoreDeprecations: '6.0',
        strict: true,
        noEmit: true,
        types: [],
      },
      project,
    );
    const program = ts.createProgram([main], options);
    // The declarations of others, the DOM's above all, are theirs to check, and that would take seconds.
    const ours = program
      .getSourceFiles()
      .filter(({fileName}) => fileName.startsWith(project.replaceAll('\\', '/')));
    const problems = [
      program.getOptionsDiagnostics(),
      ...ours.map((file) => program.getSemanticDiagnostics(file)),
    ]
      .flat()
      .map(({messageText}) => messageText);
    assert.ok(ours.length > 10);
    assert.deepEqual(problems, [], moduleResolution);
  }
});

test('a plain page predicts, and trains in its worker with wasm at hand', async () => {
  const site = join(scratch, 'plain');
  cpSync(join(installed, 'dist'), join(site, 'predictive-buttons'), {recursive: true});
  writeFileSync(join(site, 'index.html'), quickStart('With a plain script', 'html'));
  await withServer(site, (url) => assertWorks(url));
});

test('so does a page served by Vite while it is developed', async () => {
  const server = await startVite({
    root: project,
    configFile: false,
    logLevel: 'error',
    server: {port: 0, host: '127.0.0.1'},
  });
  try {
    await server.listen();
    await assertWorks(server.resolvedUrls!.local[0]!);
  } finally {
    await server.close();
  }
});

test('so does a page built by Vite', async () => {
  const outDir = join(scratch, 'vite');
  await buildWithVite({root: project, configFile: false, logLevel: 'error', build: {outDir}});
  await withServer(outDir, (url) => assertWorks(url));
});

test('so does one built by esbuild, when the worker and its binaries are put beside the result', async () => {
  const outdir = join(scratch, 'esbuild');
  await buildWithEsbuild({
    absWorkingDir: project,
    entryPoints: ['main.js'],
    bundle: true,
    format: 'esm',
    outdir,
    logLevel: 'error',
  });
  writeFileSync(join(outdir, 'index.html'), htmlPage('/main.js'));
  cpSync(join(installed, 'dist/trainer.worker.js'), join(outdir, 'trainer.worker.js'));
  cpSync(join(installed, 'dist/wasm'), join(outdir, 'wasm'), {recursive: true});
  await withServer(outdir, (url) => assertWorks(url));
});

test('the inspector opens on a plain page, from files of its own that nobody loads before', async () => {
  const site = join(scratch, 'inspected');
  cpSync(join(installed, 'dist'), join(site, 'kit'), {recursive: true});
  const scripts = ['predictive-buttons.js', 'inspector.js'].map(
    (file) => `<script type="module" src="/kit/${file}"></script>`,
  );
  writeFileSync(
    join(site, 'index.html'),
    `<!doctype html>${scripts.join('')}<predictive-region id="r"></predictive-region>
    <predictive-inspector for="r"></predictive-inspector>`,
  );
  await withServer(site, async (url) => {
    const page = await browser().newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    try {
      await page.goto(url, {waitUntil: 'networkidle0'});
      assert.ok(requests.every((request) => !request.includes('inspector-panel')));
      await page.evaluate(() => document.querySelector('predictive-inspector')!.toggle());
      await page.waitForFunction(
        "document.querySelector('predictive-inspector').shadowRoot.querySelectorAll('[role=tab]').length === 8",
      );
      assert.equal(requests.filter((request) => request.includes('inspector-panel')).length, 1);
    } finally {
      await page.close();
    }
  });
});

/** Opens the page and does there what a user does: point, then train. */
async function assertWorks(url: string): Promise<void> {
  const page = await browser().newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  try {
    await page.goto(url);
    await page.waitForFunction(
      "customElements.get('predictive-region') && customElements.get('predictive-button')",
    );
    assert.equal(await page.evaluate(pointAtSecondButton), 'no');
    assert.deepEqual(
      requests.filter((request) => trainingOnly.test(request)),
      [],
      'loaded too early',
    );

    const {imported, backend, verdict} = await page.evaluate(learnFrom, JSON.stringify(dataset()));
    assert.equal(imported, 40);
    assert.equal(typeof backend?.measurements.wasm, 'number', `wasm ${backend?.measurements.wasm}`);
    assert.equal(verdict, 'taken');
    assert.ok(requests.some((request) => request.includes('trainer.worker')));
  } finally {
    await page.close();
  }
}

/** In the page. Resolves to the key of the button that is predicted. */
async function pointAtSecondButton(): Promise<string | undefined> {
  const {x, y} = document.querySelectorAll('predictive-button')[1]!.getBoundingClientRect();
  for (let step = 0; step <= 40; step++) {
    const share = step / 40;
    // Minimum jerk (Flash and Hogan 1985): a hand slows down before it arrives.
    const left = 1 - share ** 3 * (10 - 15 * share + 6 * share ** 2);
    const place = {clientX: x + 15 + 320 * left, clientY: y + 15 + 400 * left};
    const mouse = {bubbles: true, isPrimary: true, pointerType: 'mouse'};
    document.body.dispatchEvent(new PointerEvent('pointermove', {...mouse, ...place}));
    // As long as a frame; the pointer is looked at every few of them.
    await new Promise((resolve) => setTimeout(resolve, 16));
    const predicted = document.querySelector('predictive-button[predicted]');
    if (predicted !== null) return predicted.getAttribute('key') ?? undefined;
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  return document.querySelector('predictive-button[predicted]')?.getAttribute('key') ?? undefined;
}

/** In the page. */
async function learnFrom(samples: string) {
  const region = document.querySelector('predictive-region')!;
  const reports: PredictiveTrainEvent['backend'][] = [];
  region.addEventListener('predictive-train', (event) => {
    if (event.phase === 'backend') reports.push(event.backend);
  });
  const imported = await region.importDataset(new Blob([samples]));
  const {verdict} = await region.train();
  return {imported, backend: reports[0], verdict};
}

/** Forty movements straight to one of two buttons, in turn. */
function dataset() {
  const targets = ['left', 'right'].map((key, index) => ({key, x: 100 + 400 * index, y: 300, w: 100, h: 40}));
  const samples = Array.from({length: 40}, (_, index) => {
    const {key, x} = targets[index % 2]!;
    const start = 240 + ((index * 37) % 120);
    const points = Array.from({length: 40}, (_, step) => {
      const share = (step / 39) ** 2 * (3 - (2 * step) / 39);
      return [Math.round(start + (x + 50 - start) * share), Math.round(60 + 260 * share), 10 * step];
    });
    return {
      id: `made-up-${index}`,
      time: 1.7e12 + index,
      pressed: key,
      pressedAt: 395,
      points,
      targets,
      weight: 1,
    };
  });
  return {format: 'predictive-buttons-dataset', version: 1, samples};
}

/** The lines of a code block below one of the README's headings. */
function quickStart(heading: string, language: string): string {
  const [, section] = readFileSync(join(checkout, 'README.md'), 'utf8').split(`### ${heading}\n`);
  const [, lines] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(section ?? '') ?? [];
  assert.ok(lines !== undefined, `README.md has no ${language} below "${heading}"`);
  return lines;
}

function htmlPage(script: string): string {
  return `<!doctype html>\n<script type="module" src="${script}"></script>\n${quickStart('With npm and a bundler', 'html')}`;
}
