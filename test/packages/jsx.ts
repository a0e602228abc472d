// Checks the types of the elements in templates, from outside and with each framework's own types.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, test} from 'node:test';
import ts from 'typescript';
import {elements, link, project} from './packed.js';

/** Set by the region, or not at all. */
const notToSay = new Set(['key', 'predicted']);

before(() => ['@types/react', 'react', 'preact', 'solid-js', 'svelte', 'vue'].forEach((name) => link(name)));

for (const {framework, prefix} of [
  {framework: 'react', prefix: 'on'},
  {framework: 'preact', prefix: 'on'},
  {framework: 'solid', prefix: 'on:'},
]) {
  test(`the JSX of ${framework} knows every attribute, property and event, and no others`, () => {
    const source = framework === 'solid' ? 'solid-js' : framework;
    const all = elements().map(({tagName, attributes, events = [], members}) => {
      const fields = members.filter(
        (member) =>
          member.kind === 'field' && !member.static && !member.readonly && member.privacy === 'public',
      );
      const names = new Set([...attributes, ...fields].map(({name}) => name));
      const said = [...names].filter((name) => !notToSay.has(name));
      // These two have little to say.
      const isSmall = ['predictive-menu', 'predictive-button-group'].includes(tagName);
      assert.ok(said.length > (isSmall ? 0 : 3));
      const listeners = events.map(({name}) => `${prefix}${name}={() => {}}`);
      return `<${tagName} ${said.map((name) => `${name}={undefined}`).join(' ')} ${listeners.join(' ')} />`;
    });
    const code = `
      import type {} from 'predictive-buttons/jsx/${framework}';
      export const every = [${all.join(', ')}];
      export const typed = (
        <predictive-region threshold={0.6} class="wide" ${prefix}predictive-change={(event) => event.key?.trim()}>
          <predictive-button
            id="pay"
            preload="prefetch"
            preload-href="/pay"
            ${prefix}preload={(event) => event.waitUntil(Promise.resolve(event.currentTarget.targetKey))}
          >
            Pay
          </predictive-button>
        </predictive-region>
      );
      // Events that the framework types too.
      export const native = [
        <predictive-toggle-button ${prefix}change={(event) => event.currentTarget.pressed && event.isTrusted} />,
        <predictive-button-group ${prefix}input={(event) => event.currentTarget.value} />,
        <predictive-menu-button ${prefix}toggle={(event) => event.currentTarget.disabled} />,
      ];
      // @ts-expect-error No number is a word.
      export const wrongType = <predictive-button eagerness={2} />;
      // @ts-expect-error Not one of the words.
      export const wrongWord = <predictive-region persist="ever" />;
      // @ts-expect-error There is no such property.
      export const unknown = <predictive-region treshold={0.5} />;
    `.replaceAll('class="wide"', framework === 'react' ? 'className="wide"' : 'class="wide"');
    assert.deepEqual(problemsIn(`${framework}.tsx`, code, source), []);
  });
}

test('the templates of Vue and Svelte know them as well', () => {
  const code = `
    import type {} from 'predictive-buttons/jsx/svelte';
    import type {} from 'predictive-buttons/jsx/vue';
    import type {SvelteHTMLElements} from 'svelte/elements';
    import type {GlobalComponents} from 'vue';
    export const svelte: SvelteHTMLElements['predictive-button'] = {
      key: 'pay',
      preload: 'prefetch',
      onpreload: (event) => event.waitUntil(Promise.resolve()),
    };
    export const change: SvelteHTMLElements['predictive-toggle-button'] = {
      onchange: (event) => event.currentTarget.pressed && event.isTrusted,
    };
    // @ts-expect-error Not one of the words.
    export const wrongWord: SvelteHTMLElements['predictive-region'] = {persist: 'ever'};
    type Props = InstanceType<GlobalComponents['predictive-region']>['$props'];
    export const vue: Props = {threshold: 0.6, onPredictiveChange: (event) => event.key?.trim()};
    // @ts-expect-error No number is a word.
    export const wrongType: Props = {persist: 2};
  `;
  assert.deepEqual(problemsIn('templates.ts', code), []);
});

/** TypeScript's errors in a file of the project. */
function problemsIn(name: string, code: string, jsxImportSource = 'react'): string[] {
  const file = join(project, name);
  writeFileSync(file, code);
  const {options} = ts.convertCompilerOptionsFromJson(
    {
      module: 'esnext',
      moduleResolution: 'bundler',
      target: 'es2022',
      jsx: jsxImportSource === 'solid-js' ? 'preserve' : 'react-jsx',
      jsxImportSource,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    },
    project,
  );
  const program = ts.createProgram([file], options);
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getSemanticDiagnostics(program.getSourceFile(file)),
  ].map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
