// The questions of `npm run compare:kits` tell a button from something that only looks like one.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import puppeteer, {type Browser} from 'puppeteer-core';
import {bundleKit} from '../../scripts/docs/kits/bundle-kit.js';
import {native, ours, type Kit} from '../../scripts/docs/kits/kits.js';
import {probeKit, type Answers} from '../../scripts/docs/kits/probe-kit.js';
import {projectRoot} from '../../scripts/project-root.js';
import {findBrowser} from '../../scripts/test/find-browser.js';

let browser: Browser;
before(async () => {
  browser = await puppeteer.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
});
after(() => browser.close());

const ask = async (kit: Kit): Promise<Answers> => probeKit(browser, kit, await bundleKit(kit, projectRoot));

/** Questions about forms and invokers, which do not depend on how a button looks. */
const behaviour = [
  ...['submits on a press', 'sends its name and value', 'submits on Enter in one of two fields'],
  ...['is the submitter then', 'not on Enter while disabled', 'formaction', 'formnovalidate'],
  ...['form="id" from outside', 'in form.elements', 'popovertarget', 'commandfor', 'follows its href'],
];

const answered = (answers: Answers, value: boolean): string[] =>
  behaviour.filter((question) => answers[question] === value);

test('native elements do all that is asked', async () => {
  const answers = await ask(native);
  assert.deepEqual(answered(answers, true), behaviour);
  assert.equal(answers['a native link inside'], true);
  assert.equal(answers['mirrored from right to left'], true);
});

test('the kit’s button does all that is asked', async () => {
  assert.deepEqual(answered(await ask(ours), true), behaviour);
});

test('an element that does nothing does nothing of it', async () => {
  const script = `customElements.define('plain-box', class extends HTMLElement {
    connectedCallback() { this.style.cssText = 'display: inline-block; width: 120px; height: 36px'; }
  });`;
  const answers = await ask({
    ...native,
    name: 'box',
    tag: 'plain-box',
    linkTag: 'plain-box',
    button: script,
    themed: script,
    sizes: ['small', 'large'],
    loading: 'loading',
    focusableDisabled: 'soft-disabled',
  });
  assert.deepEqual(
    answered(answers, false),
    behaviour.filter((question) => question !== 'not on Enter while disabled'),
  );
  assert.equal(answers['loading: presses ignored'], false);
  assert.equal(answers['focusable disabled'], false);
  assert.equal(answers['heights by size'], '36, 36');
});
