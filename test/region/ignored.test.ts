import {aTimeout, expect, fixture, fixtureCleanup, html} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {movePointer, straightPath} from '../support/commands.js';
import {engineLoaded, frames, predictedIn, record} from '../support/regions.js';

const style = 'position:absolute;left:300px;top:450px;width:180px;height:50px;display:block';

/** A region with this content, whose links and buttons are targets. */
async function regionWith(
  content: string,
  attributes: Record<string, string> = {},
): Promise<PredictiveRegion> {
  const region = document.createElement('predictive-region');
  region.setAttribute('targets', 'a, button');
  for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
  region.innerHTML = content;
  await fixture(html`<div>${region}</div>`);
  await engineLoaded();
  return region;
}

async function goToSpot(): Promise<void> {
  await movePointer({points: straightPath({from: [270, 60], to: [390, 475], durationMs: 350})});
  await frames(4);
}

/** Moves to the target again, until it is predicted: a busy machine may distort a movement. */
async function goAgain(region: PredictiveRegion): Promise<void> {
  for (let tries = 0; tries < 3 && predictedIn(region).length === 0; tries++) {
    await movePointer({points: straightPath({from: [390, 200], to: [390, 475], durationMs: 300})});
    await frames(4);
  }
}

describe('what is never a target', function () {
  this.timeout(20_000);
  afterEach(async () => {
    document.designMode = 'off';
    fixtureCleanup();
    await resetMouse();
  });

  const editors: Record<string, string> = {
    'a link in editable content': `<div contenteditable><p><a id="x" href="#x" style="${style}">x</a></p></div>`,
    'a button in plain text that is edited': `<div contenteditable="plaintext-only"><button id="x" style="${style}">x</button></div>`,
    'an island in editable content': `<div contenteditable="TRUE"><p contenteditable="false"><a id="x" href="#x" style="${style}">x</a></p></div>`,
    'the kit’s button in editable content': `<div contenteditable="true"><predictive-button id="x" href="#x" style="${style}">x</predictive-button></div>`,
  };
  for (const [what, edit, stop] of [
    ['the page', () => (document.designMode = 'on'), () => (document.designMode = 'off')],
    [
      'an element around the region',
      (region: Element) => region.parentElement!.setAttribute('contenteditable', 'true'),
      (region: Element) => region.parentElement!.removeAttribute('contenteditable'),
    ],
  ] as const)
    it(`what is edited from now on with ${what} loses its marks, and is predicted again afterwards`, async () => {
      const region = await regionWith(`<a id="x" href="#x" style="${style}">x</a>`);
      const link = region.querySelector('a')!;
      await goToSpot();
      await goAgain(region);
      expect(predictedIn(region)).to.deep.equal(['x']);
      edit(region);
      await movePointer({points: straightPath({from: [390, 475], to: [395, 478], durationMs: 200})});
      await aTimeout(200);
      expect(predictedIn(region)).to.be.empty;
      expect(link.getAttribute('style')).to.equal(style);
      await goToSpot();
      expect(predictedIn(region)).to.be.empty;
      stop(region);
      await goToSpot();
      await aTimeout(100);
      await goAgain(region);
      expect(predictedIn(region)).to.deep.equal(['x']);
    });

  for (const [what, content] of Object.entries(editors))
    it(`${what} is left as it is`, async () => {
      const region = await regionWith(content);
      const before = region.innerHTML;
      const changes: string[] = [];
      const observer = new MutationObserver((records) =>
        changes.push(...records.map(({attributeName}) => attributeName ?? 'content')),
      );
      observer.observe(region, {subtree: true, childList: true, attributes: true});
      const preloads = record(region, 'preload');
      await goToSpot();
      expect(changes).to.be.empty;
      expect(region.innerHTML).to.equal(before);
      expect(predictedIn(region)).to.be.empty;
      expect(preloads).to.be.empty;
      observer.disconnect();
    });

  it('anything in a document that is edited as a whole', async () => {
    document.designMode = 'on';
    const region = await regionWith(`<a id="x" href="#x" style="${style}">x</a>`);
    await goToSpot();
    expect(predictedIn(region)).to.be.empty;
  });

  it('a link in what becomes editable, until it is so no longer', async () => {
    const region = await regionWith(`<div><a id="x" href="#x" style="${style}">x</a></div>`);
    const editor = region.querySelector('div')!;
    await goToSpot();
    await goAgain(region);
    expect(predictedIn(region)).to.deep.equal(['x']);
    editor.contentEditable = 'true';
    await aTimeout(50);
    expect(predictedIn(region)).to.be.empty;
    editor.contentEditable = 'false';
    await aTimeout(50);
    await goAgain(region);
    expect(predictedIn(region)).to.deep.equal(['x']);
  });

  for (const [what, content] of Object.entries({
    'an element that the region ignores': `<a id="x" class="no" href="#x" style="${style}">x</a>`,
    'an element inside one that the region ignores': `<nav class="no"><a id="x" href="#x" style="${style}">x</a></nav>`,
    'the kit’s button inside one that the region ignores': `<nav class="no"><predictive-button id="x" href="#x" style="${style}">x</predictive-button></nav>`,
  }))
    it(what, async () => {
      const region = await regionWith(content, {ignore: '.no'});
      const preloads = record(region, 'preload');
      await goToSpot();
      expect(predictedIn(region)).to.be.empty;
      expect(preloads).to.be.empty;
      region.ignore = '';
      await region.updateComplete;
      await goAgain(region);
      expect(predictedIn(region)).to.deep.equal(['x']);
    });
});
