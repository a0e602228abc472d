import {aTimeout, expect, waitUntil} from '@open-wc/testing';
import {approach, at, below, pressAt, reset, show, there} from '../support/assisted.js';
import {movePointer} from '../support/commands.js';

describe('a press that a target has taken', function () {
  this.timeout(20_000);
  afterEach(reset);

  const kinds = {
    native: (attributes: string, label = 'Save') =>
      `<button id="x" ${attributes} style="${at}">${label}</button>`,
    kit: (attributes: string, label = 'Save') =>
      `<predictive-button id="x" ${attributes} style="${at}">${label}</predictive-button>`,
  };

  for (const [kind, markup] of Object.entries(kinds)) {
    it(`submits the form of a ${kind} button, with its name`, async () => {
      await show(`<form>${markup('type="submit" name="go" value="1"')}</form>`);
      const sent: [string, FormDataEntryValue][][] = [];
      document.querySelector('form')!.addEventListener('submit', (event) => {
        event.preventDefault();
        sent.push([...new FormData(event.target as HTMLFormElement, event.submitter)]);
      });
      await pressAt(below);
      await waitUntil(() => sent.length > 0);
      expect(sent).to.deep.equal([[['go', '1']]]);
    });

    it(`opens the popover of a ${kind} button, and with the user’s activation`, async () => {
      const {target} = await show(
        `${markup('popovertarget="p"')}<div id="p" popover style="left:0;top:0;margin:0">Menu</div>`,
      );
      let isActive = false;
      target.addEventListener('click', () => (isActive = navigator.userActivation?.isActive ?? true));
      await pressAt(below);
      expect(document.querySelector('#p')!.matches(':popover-open')).to.equal(true);
      expect(isActive).to.equal(true);
    });

    it(`gives the focus to a ${kind} button`, async () => {
      const {target} = await show(`<input>${markup('')}`);
      document.querySelector('input')!.focus();
      await pressAt(below);
      expect(document.activeElement === target).to.equal(true);
    });

    it(`is a press of the ${kind} button for habits and preloads, and no sample`, async () => {
      const {region, target} = await show(markup(''), {learn: 'manual'});
      const outcomes: boolean[] = [];
      target.addEventListener('preload', (event) => event.waitUntil(Promise.resolve()));
      target.addEventListener('preload-outcome', ({used}) => outcomes.push(used));
      await pressAt(below);
      await waitUntil(() => outcomes.length > 0);
      expect(outcomes).to.deep.equal([true]);
      await waitUntil(() => region.habitForecast !== undefined, 'habits', {timeout: 3000});
      expect(region.sampleCounts.count).to.equal(0);
      // A press of the button itself is a sample, and the other movement has not become one.
      await movePointer({points: [[200, 100]]});
      await aTimeout(300);
      await pressAt([390, 400]);
      await waitUntil(() => region.sampleCounts.count > 0);
      expect(region.sampleCounts).to.deep.include({count: 1, none: 0});
      expect(region.scorecard.presses).to.equal(2);
    });

    it(`is one click for the page, at a point of the ${kind} button`, async () => {
      const {target} = await show(markup(''));
      const seen: string[] = [];
      const points: boolean[] = [];
      const note = (event: Event): void => {
        seen.push(event.target === target ? 'x' : 'page');
        const {clientX, clientY} = event as MouseEvent;
        points.push(clientX === below[0] && clientY > 380 && clientY < 433);
      };
      document.addEventListener('click', note);
      await pressAt(below);
      document.removeEventListener('click', note);
      expect(seen).to.deep.equal(['x']);
      expect(points).to.deep.equal([true]);
    });

    it(`moves and marks nothing of the ${kind} button beside its highlight`, async () => {
      const {target, region} = await show(markup(''), {highlight: 'none'});
      const boxes = (): string =>
        JSON.stringify([
          target.getBoundingClientRect(),
          document.body.scrollWidth,
          document.body.scrollHeight,
        ]);
      const before = boxes();
      const html = region.innerHTML;
      await approach(below);
      expect(boxes()).to.equal(before);
      expect(region.innerHTML).to.equal(html);
    });
  }

  it('follows a link', async () => {
    const {target} = await show(`<a id="x" href="#pressed" style="${at};display:block">Next</a>`);
    const before = location.hash;
    target.addEventListener('click', (event) => event.stopPropagation());
    await pressAt(below);
    await waitUntil(() => location.hash === '#pressed');
    history.replaceState(null, '', before || location.pathname + location.search);
  });

  it('opens a menu that opens with pointerdown', async () => {
    const {target} = await show(`<button id="x" style="${at}">Menu</button>`);
    const seen: string[] = [];
    for (const type of ['pointerdown', 'mousedown', 'focus', 'pointerup', 'mouseup', 'click'])
      target.addEventListener(type, () => seen.push(type));
    await pressAt(below);
    expect(seen).to.deep.equal(['pointerdown', 'mousedown', 'focus', 'pointerup', 'mouseup', 'click']);
  });

  it('is in the margin that a style sets, on one target or all', async () => {
    const {clicks, target} = await show(`<button id="x" style="${at}">Save</button>`);
    target.style.setProperty('--predictive-assist-margin', '2em');
    target.style.fontSize = '20px';
    await pressAt([390, 445]);
    expect(clicks.map(({id}) => id)).to.deep.equal(['x']);
    target.style.setProperty('--predictive-assist-margin', '0px');
    await movePointer({points: [[390, 100]]});
    await pressAt(below);
    expect(clicks.map(({id}) => id)).not.to.deep.equal(['x', 'x']);
  });

  it('may be over text that cannot be selected', async () => {
    const {clicks} = await show(
      `<button id="x" style="${at}">Save</button><p style="${there};user-select:none;font:16px/20px monospace">words</p>`,
    );
    await pressAt(below);
    expect(clicks.map(({id}) => id)).to.deep.equal(['x']);
  });
});
