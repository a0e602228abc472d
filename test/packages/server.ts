// The package without a DOM, and server-rendered elements in a browser.
import assert from 'node:assert/strict';
import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {checkout, installed, link, project, scratch} from './packed.js';
import {openPage} from './pages.js';
import {run} from './run.js';

const markup = `<predictive-region><predictive-button data-predictive-key="pay">Pay</predictive-button>
  <predictive-button href="/help">Help</predictive-button></predictive-region>`;

before(() => ['lit', '@lit-labs/ssr', 'react', 'react-dom'].forEach((name) => link(name)));

for (const entry of ['', '/link-card', '/nav', '/predictive-buttons.js', '/inspector', '/jsx/react']) {
  test(`predictive-buttons${entry} can be imported without a DOM`, () => {
    const script = `await import('predictive-buttons${entry}'); console.log(typeof document, typeof window)`;
    assert.equal(
      run(process.execPath, ['--input-type=module', '--eval', script], project).trim(),
      'undefined undefined',
    );
  });
}

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
