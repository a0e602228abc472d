// The package as its users get it: packed, unpacked into a project, and run as in the README, without any
// bundler configuration.
import assert from 'node:assert/strict';
import {cpSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import ts from 'typescript';
import type {} from '../../src/inspector/index.js';
import {files, installed, project, scratch} from './packed.js';
import {browser, withServer} from './pages.js';
// Further tests in this process, since two builds at a time would share `dist/`.
import './bundlers.js';
import './editors.js';
import './jsx.js';
import './licences.js';
import './origins.js';
import './rules.js';
import './server.js';

test('the package has the files that its users load, and no others', () => {
  const wanted = [
    ...['index.js', 'predictive-buttons.js', 'open-learner.js', 'inspector.js', 'inspector-panel.js'].flatMap(
      (file) => [`dist/${file}`, `dist/${file}.map`],
    ),
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/sbom.cdx.json',
    'dist/trainer.worker.js',
    'dist/types/index.d.ts',
    'dist/types/inspector/index.d.ts',
    'dist/wasm/tfjs-backend-wasm.wasm',
    'dist/wasm/tfjs-backend-wasm-simd.wasm',
    'src/index.ts',
    'themes/default.css',
  ];
  assert.deepEqual(
    wanted.filter((file) => !files().includes(file)),
    [],
  );
  assert.deepEqual(readdirSync(installed).sort(), [
    ...['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'custom-elements.json', 'dist', 'docs'],
    ...['llms.txt', 'package.json', 'src', 'themes'],
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
  for (const path of paths) {
    const [folder, end = ''] = path.split('*') as [string, string?];
    if (path.includes('*'))
      assert.ok(
        readdirSync(join(installed, folder)).some((name) => name.endsWith(end)),
        path,
      );
    else assert.ok(existsSync(join(installed, path)), path);
  }
});

test('the main entry has the types of the whole family that it loads', () => {
  const main = join(project, 'family.ts');
  writeFileSync(
    main,
    `import 'predictive-buttons';
    const find = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] =>
      document.querySelector(tag)!;
    find('predictive-button-group').orientation = 'vertical';
    find('predictive-link-card').href = '/';
    find('predictive-menu').hide();
    find('predictive-menu-button').show();
    find('predictive-menu-item').checked = true;
    find('predictive-nav').moreLabel = 'More';
    find('predictive-split-button').menuLabel = 'More';
    find('predictive-toggle-button').pressed = true;
    find('predictive-menu-button').addEventListener('preload', (event) => event.waitUntil(Promise.resolve()));
    find('predictive-toggle-button').addEventListener('preload-outcome', ({used}) => used);
    // @ts-expect-error: not a word of \`orientation\`, so the type is not \`any\`.
    find('predictive-button-group').orientation = 'sideways';`,
  );
  for (const moduleResolution of ['bundler', 'nodenext'])
    assert.deepEqual(typeProblems(main, moduleResolution), [], moduleResolution);
});

test('TypeScript finds the types, however it resolves modules', () => {
  const main = join(project, 'main.ts');
  writeFileSync(
    main,
    `import {PredictiveError, type PredictiveRegion, type TrainProgress} from 'predictive-buttons';
    import type {Architecture, BackendReport, EpochReport, SampleSummary} from 'predictive-buttons';
    import type {MenuOpening, PredictiveButton, PredictiveMenu, PreloadDeclaration, PreloadEvent, UrlRefusal} from 'predictive-buttons';
    import type {PredictiveInspector} from 'predictive-buttons/inspector';
    const region: PredictiveRegion = document.querySelector('predictive-region')!;
    export const accuracy: number = (await region.evaluate()).accuracy;
    export const code: string = new PredictiveError('invalid-argument', '').code;
    export const inspector: PredictiveInspector = document.createElement('predictive-inspector');
    inspector.dock = 'float';
    export const summary: SampleSummary = region.sampleCounts;
    export const progress = ({architecture, report, backend}: TrainProgress): [Architecture, EpochReport?, BackendReport?] =>
      [architecture, report, backend];
    export const declared = (button: PredictiveButton): Partial<PreloadDeclaration> => button.preloadDeclaration;
    export const refusal = (event: PreloadEvent): UrlRefusal | undefined => event.refusal;
    export const open = (menu: PredictiveMenu, opening: MenuOpening): void => menu.show(opening);
    region.addEventListener('preload', (event) => event.waitUntil(Promise.resolve(event.probability)));
    document.addEventListener('preload', (event) => event.waitUntil(Promise.resolve(event.probability)));
    window.addEventListener('preload-outcome', ({used, leadMs}) => used && leadMs.toFixed());
    document.addEventListener('predictive-error', ({error}) => error.code.trim());
    addEventListener('predictive-change', ({key}) => key?.trim());
    document.createElementNS('http://www.w3.org/2000/svg', 'a').addEventListener('preload', ({signal}) => signal.aborted);
    // @ts-expect-error: not a field of it, so the event is not \`any\`.
    document.addEventListener('preload-outcome', ({user}) => user);`,
  );
  for (const moduleResolution of ['bundler', 'nodenext', 'node10'])
    assert.deepEqual(typeProblems(main, moduleResolution), [], moduleResolution);
});

test('the inspector opens on a plain page, from files that load only then', async () => {
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
        "document.querySelector('predictive-inspector').shadowRoot.querySelectorAll('[role=tab]').length === 4",
      );
      assert.equal(requests.filter((request) => request.includes('inspector-panel')).length, 1);
    } finally {
      await page.close();
    }
  });
});

/** What TypeScript finds wrong with a file of the project, and with the kit's declarations. */
function typeProblems(file: string, moduleResolution: string): (string | ts.DiagnosticMessageChain)[] {
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
  const program = ts.createProgram([file], options);
  // Skips the declarations of others, above all the DOM's: their check would take seconds.
  const ours = program
    .getSourceFiles()
    .filter(({fileName}) => fileName.startsWith(project.replaceAll('\\', '/')));
  assert.ok(ours.length > 10);
  return [program.getOptionsDiagnostics(), ...ours.map((each) => program.getSemanticDiagnostics(each))]
    .flat()
    .map(({messageText}) => messageText);
}
