// The code that the demo offers for copying: each framework's compiler takes it, and the types of that framework know
// its elements, attributes and events.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {compile as compileSvelte, parse as parseSvelte, type AST} from 'svelte/compiler';
import ts from 'typescript';
import {compileScript, compileTemplate, parse as parseVue, type SFCTemplateBlock} from 'vue/compiler-sfc';
import {projectRoot} from '../../scripts/project-root.js';

const page = readFileSync(join(projectRoot, 'demo/index.html'), 'utf8');
const characters: Record<string, string> = {'&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"'};

/** The text of one of the tabs, as it is copied. */
function codeOf(tab: string): string {
  const [, code] = new RegExp(`<pre id="code-${tab}"[^>]*><code>([^]*?)</code></pre>`).exec(page) ?? [];
  assert.ok(code, `The demo has no code for ${tab}.`);
  return code.replaceAll(/&\w+;/g, (name) => characters[name] ?? assert.fail(`What is ${name}?`)).trim();
}

/** What TypeScript has read; it is the same for every module. */
const sources = new Map<string, ts.SourceFile | undefined>();

/** TypeScript's errors in a module of a project that has the kit. */
function problemsIn(name: string, code: string): string[] {
  const file = join(projectRoot, 'test/node', name);
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    jsx: ts.JsxEmit.ReactJSX,
    strict: true,
    // The scripts of Vue and Svelte are JavaScript.
    noImplicitAny: name.endsWith('.tsx'),
    skipLibCheck: true,
    noEmit: true,
    types: ['svelte'],
    paths: {
      'predictive-buttons': [join(projectRoot, 'src/index.ts')],
      'predictive-buttons/*': [join(projectRoot, 'src/*.ts')],
    },
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => path === file || disk.fileExists(path),
    getSourceFile(path, target) {
      if (path === file) return ts.createSourceFile(file, code, target);
      const source = sources.get(path) ?? disk.getSourceFile(path, target);
      sources.set(path, source);
      return source;
    },
  };
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** A property of an element in a template, as an object has it: its name, and an expression. */
type Property = [name: string, expression: string];

interface Used {
  tag: string;
  properties: Property[];
}

const isOfKit = ({tag}: Used): boolean => tag.startsWith('predictive-');

/** Typed objects with the properties of the kit's elements, after the script that they refer to. */
function moduleOf(elements: readonly Used[], {types, script}: {types: string; script: string}): string {
  const used = elements.filter(isOfKit);
  assert.ok(used.length > 0, 'elements of the kit');
  const objects = used.map(({tag, properties}, index) => {
    const entries = properties.map(([name, expression]) => `${JSON.stringify(name)}: ${expression}`);
    return `export const used${index}: Props<'${tag}'> = {${entries.join(', ')}};`;
  });
  return [types, script, ...objects].join('\n');
}

function reactProblems(code: string): string[] {
  return problemsIn('demo-code-react.tsx', code);
}

type VueNode = NonNullable<SFCTemplateBlock['ast']>['children'][number];

function vueElements(nodes: readonly VueNode[]): Used[] {
  return nodes.flatMap((node) => {
    if (!('tag' in node)) return [];
    const properties = node.props.map((prop): Property => {
      if (!('exp' in prop))
        return [prop.name, JSON.stringify((prop as {value?: {content: string}}).value?.content ?? true)];
      const argument = prop.arg !== undefined && 'content' in prop.arg ? prop.arg.content : '';
      const expression = prop.exp !== undefined && 'content' in prop.exp ? prop.exp.content : '';
      const camel = argument.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      return [
        prop.name === 'on' ? `on${camel.slice(0, 1).toUpperCase()}${camel.slice(1)}` : argument,
        expression,
      ];
    });
    return [{tag: node.tag, properties}, ...vueElements(node.children)];
  });
}

function vueProblems(code: string): string[] {
  const isCustomElement = (tag: string): boolean => tag.startsWith('predictive-');
  const compilerOptions = {isCustomElement};
  const {descriptor, errors} = parseVue(code, {templateParseOptions: compilerOptions});
  const {script, scriptSetup, template} = descriptor;
  if (errors.length > 0) return errors.map(String);
  const {bindings} = compileScript(descriptor, {id: 'demo'});
  const compiled = compileTemplate({
    id: 'demo',
    filename: 'demo.vue',
    source: template!.content,
    compilerOptions: {...compilerOptions, ...(bindings && {bindingMetadata: bindings})},
  });
  if (compiled.errors.length > 0) return compiled.errors.map(String);
  const types = `
    import type {} from 'predictive-buttons/jsx/vue';
    import type {GlobalComponents} from 'vue';
    type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];
  `;
  const text = (scriptSetup ?? script)?.content ?? '';
  return problemsIn(
    'demo-code-vue.ts',
    moduleOf(vueElements(template!.ast!.children), {types, script: text}),
  );
}

function svelteElements(nodes: readonly AST.Fragment['nodes'][number][], code: string): Used[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'RegularElement') return [];
    const properties = node.attributes.map((attribute): Property => {
      assert.equal(attribute.type, 'Attribute');
      const {name, value} = attribute;
      if (value === true) return [name, 'true'];
      const [first] = Array.isArray(value) ? value : [value];
      assert.ok(first);
      if (first.type === 'Text') return [name, JSON.stringify(first.data)];
      return [name, code.slice(first.start + 1, first.end - 1)];
    });
    return [{tag: node.name, properties}, ...svelteElements(node.fragment.nodes, code)];
  });
}

function svelteProblems(code: string): string[] {
  try {
    const {warnings} = compileSvelte(code, {filename: 'demo.svelte'});
    // It cannot know that these elements are buttons.
    const others = warnings.filter((warning) => !warning.code.startsWith('a11y_'));
    if (others.length > 0) return others.map(({message}) => message);
  } catch (error) {
    return [String(error)];
  }
  const {fragment} = parseSvelte(code, {modern: true});
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(code) ?? [];
  const types = `
    import type {} from 'predictive-buttons/jsx/svelte';
    import type {SvelteHTMLElements} from 'svelte/elements';
    type Props<Tag extends keyof SvelteHTMLElements> = SvelteHTMLElements[Tag];
  `;
  return problemsIn('demo-code-svelte.ts', moduleOf(svelteElements(fragment.nodes, code), {types, script}));
}

interface Declaration {
  tagName: string;
  attributes?: {name: string}[];
}

/** What the description of the elements does not know in HTML. */
function htmlProblems(code: string): string[] {
  const {modules} = JSON.parse(readFileSync(join(projectRoot, 'custom-elements.json'), 'utf8')) as {
    modules: {declarations: Declaration[]}[];
  };
  const declarations = modules.flatMap((module) => module.declarations);
  const problems: string[] = [];
  for (const [, specifier] of code.matchAll(/import '([^']+)'/g))
    if (specifier !== 'predictive-buttons') problems.push(`no entry ${specifier}`);
  for (const [, tag, attributes] of code.matchAll(/<(predictive-[\w-]+)([^>]*)>/g)) {
    const declaration = declarations.find(({tagName}) => tagName === tag);
    if (declaration === undefined) problems.push(`no element ${tag}`);
    for (const [, name] of attributes!.matchAll(/([\w-]+)(?:="[^"]*")?/g))
      if (!declaration?.attributes?.some((each) => each.name === name)) problems.push(`no attribute ${name}`);
  }
  return problems;
}

/** For each tab: how it is checked, and mistakes in it that have to be found. */
const tabs = {
  html: {
    check: htmlProblems,
    mistakes: [
      ['preload=', 'preloads='],
      ['<predictive-button ', '<predictive-buton '],
      ["'predictive-buttons'", "'predictive-button'"],
    ],
  },
  react: {
    check: reactProblems,
    mistakes: [
      ['variant="brand"', 'varient="brand"'],
      ['variant="brand"', 'variant="bold"'],
      ['onpreload', 'onpreloading'],
      ['event.waitUntil', 'event.waitFor'],
      ['onClick={openReport}', 'onClick={openReports}'],
      ["'predictive-buttons/jsx/react'", "'predictive-buttons/react'"],
    ],
  },
  vue: {
    check: vueProblems,
    mistakes: [
      ['variant="brand"', 'varient="brand"'],
      ['variant="brand"', 'variant="bold"'],
      ['@preload', '@preloading'],
      ['@click="openReport"', '@click="openReports"'],
      ['</template>', ''],
    ],
  },
  svelte: {
    check: svelteProblems,
    mistakes: [
      ['variant="brand"', 'varient="brand"'],
      ['variant="brand"', 'variant="bold"'],
      ['onpreload', 'onpreloading'],
      ['onclick={openReport}', 'onclick={openReports}'],
      ['</predictive-region>', ''],
    ],
  },
} as const;

for (const [tab, {check, mistakes}] of Object.entries(tabs)) {
  test(`the demo's code for ${tab} compiles, and its names are the kit's`, () => {
    assert.deepEqual(check(codeOf(tab)), []);
  });

  for (const [right, wrong] of mistakes)
    test(`the demo's code for ${tab} would not with ${wrong || `no ${right}`}`, () => {
      const code = codeOf(tab);
      assert.ok(code.includes(right), right);
      assert.notDeepEqual(check(code.replace(right, wrong)), []);
    });
}

test('every tab of the demo is checked', () => {
  const found = [...page.matchAll(/<pre id="code-(\w+)"/g)].map(([, tab]) => tab);
  assert.deepEqual(found, Object.keys(tabs));
});
