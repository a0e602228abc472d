// The package without a DOM, and server-rendered elements in a browser.
import assert from 'node:assert/strict';
import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {checkout, installed, link, project, scratch} from './packed.js';
import {openPage} from './pages.js';
import {run} from './run.js';
import type {} from '../../src/menu-button.js';
import type {} from '../../src/toggle-button.js';

const markup = `<predictive-region><predictive-button data-predictive-key="pay">Pay</predictive-button>
  <predictive-button href="/help">Help</predictive-button></predictive-region>`;

before(() => ['lit', '@lit-labs/ssr', 'react', 'react-dom'].forEach((name) => link(name)));

/** The family, as a page that uses all of it has it. */
const family = `<predictive-button-group label="View"><predictive-toggle-button pressed>Bold</predictive-toggle-button></predictive-button-group>
  <predictive-menu-button>Actions<predictive-menu slot="menu"><predictive-menu-item>Copy</predictive-menu-item></predictive-menu></predictive-menu-button>
  <predictive-split-button>Merge<predictive-menu slot="menu"><predictive-menu-item>Squash</predictive-menu-item></predictive-menu></predictive-split-button>`;

const entries = ['button-group', 'toggle-button', 'menu', 'menu-button', 'split-button', 'link-card', 'nav'];

/** What can be imported by name, without what is there for the bundler or no module. */
const specifiers = Object.keys(
  (JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {exports: object}).exports,
)
  .filter((path) => !/\.css$|\.json$|worker/.test(path))
  .map((path) => `predictive-buttons${path.slice(1)}`);

/** Imports modules one after another in a process of its own, which must stay without a document. */
function importAll(names: string[]): void {
  const imports = names.map((name) => `await import('${name}');`).join('');
  const script = `${imports} console.log(typeof document, typeof window)`;
  const printed = run(process.execPath, ['--input-type=module', '--eval', script], project);
  assert.equal(printed.trim(), 'undefined undefined');
}

for (const specifier of specifiers)
  test(`${specifier} can be imported without a DOM, alone and after Lit, which brings a registry`, () => {
    importAll([specifier]);
    importAll(['lit', specifier]);
  });

test('all entries can be imported without a DOM in one process, forwards and backwards', () => {
  importAll(specifiers);
  importAll(specifiers.toReversed());
});

test('@lit-labs/ssr and React render the tags as they are written', () => {
  const script = `
    import 'predictive-buttons';
    import {createElement} from 'react';
    import {renderToString} from 'react-dom/server';
    import {html} from 'lit';
    import {render} from '@lit-labs/ssr';
    import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
    const lit = await collectResult(render(html\`${markup}\`));
    const button = createElement('predictive-button', {disabled: true, href: '/help'}, 'Help');
    console.log(JSON.stringify({lit, react: renderToString(createElement('predictive-region', {}, button))}));`;
  writeFileSync(join(project, 'server.js'), script);
  const {lit, react} = JSON.parse(run(process.execPath, ['server.js'], project)) as Record<string, string>;
  // Lit's own mark on nested elements, which the kit ignores.
  const plain = lit!.replace(/<!--.*?-->| defer-hydration/g, '').replace(/ {2}(?=\w)/g, ' ');
  assert.equal(plain, markup);
  assert.equal(
    react,
    '<predictive-region><predictive-button disabled="" href="/help">Help</predictive-button></predictive-region>',
  );
});

test('server-rendered text is readable before the script runs, and does not move when it becomes a button', async () => {
  const site = join(scratch, 'rendered');
  cpSync(join(installed, 'dist'), join(site, 'kit'), {recursive: true});
  const [, section] = readFileSync(join(checkout, 'docs/theming.md'), 'utf8').split('## Before definition\n');
  const [, css] = /```css\n(.*?)```/s.exec(section!)!;
  writeFileSync(
    join(site, 'index.html'),
    `<!doctype html><style>${css}</style><div>${markup}</div><p>Below</p>`,
  );
  await openPage(site, async (page) => {
    const before = await page.evaluate(boxes);
    assert.deepEqual(before.text, 'Pay Help');
    await page.evaluate(() => import(String(new URL('/kit/predictive-buttons.js', location.href))));
    await page.waitForFunction("document.querySelectorAll('predictive-button:defined').length === 2");
    const after = await page.evaluate(boxes);
    assert.deepEqual(after, {...before, roles: ['button', 'a']});
  });
});

test('the family, rendered on a server with and without shadow roots, is there once in the browser, and works', async () => {
  const script = `
    ${entries.map((name) => `import 'predictive-buttons/${name}';`).join('')}
    import {html} from 'lit';
    import {render} from '@lit-labs/ssr';
    import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
    console.log(await collectResult(render(html\`${family}\`)));`;
  writeFileSync(join(project, 'family.js'), script);
  const rendered = run(process.execPath, ['family.js'], project);
  assert.match(rendered, /shadowroot/);
  const site = join(scratch, 'family');
  cpSync(join(installed, 'dist'), join(site, 'kit'), {recursive: true});
  for (const content of [rendered, family]) {
    writeFileSync(join(site, 'index.html'), `<!doctype html><meta charset="utf-8"><main>${content}</main>`);
    await openPage(site, async (page) => {
      const before = await page.evaluate(() => document.querySelector('main')!.textContent);
      assert.match(before, /Bold.*Actions.*Copy.*Merge.*Squash/s);
      await page.evaluate(() => import(String(new URL('/kit/predictive-buttons.js', location.href))));
      await page.waitForFunction("!document.querySelector('main :not(:defined)')");
      const found = await page.evaluate(async () => {
        const button = document.querySelector('predictive-menu-button')!;
        await button.updateComplete;
        button.show();
        const menu = button.querySelector('predictive-menu')!;
        const buttons = [...document.querySelectorAll('predictive-menu-button, predictive-split-button')];
        return {
          inner: buttons.map((each) => each.shadowRoot!.querySelectorAll('predictive-button').length),
          surfaces: menu.shadowRoot!.querySelectorAll('[role=menu]').length,
          open: menu.shadowRoot!.querySelector('[role=menu]')!.getBoundingClientRect().height > 0,
          pressed: document
            .querySelector('predictive-toggle-button')!
            .shadowRoot!.querySelector('button')!
            .getAttribute('aria-pressed'),
        };
      });
      assert.deepEqual(found, {inner: [1, 2], surfaces: 1, open: true, pressed: 'true'});
    });
  }
});

/** Runs in the page. */
function boxes() {
  const buttons = [...document.querySelectorAll('predictive-button')];
  return {
    text: document.querySelector<HTMLElement>('div')!.innerText.trim(),
    boxes: [...buttons, document.querySelector('p')!].map((element) => {
      const {x, y, width, height} = element.getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    }),
    roles: buttons.map((button) => button.shadowRoot?.querySelector('[part=button]')?.localName),
  };
}
