import {expect} from '@open-wc/testing';
import {sendMouse} from '@web/test-runner-commands';
import {approach, at, below, pressAt, reset, show, there} from '../support/assisted.js';
import {movePointer} from '../support/commands.js';
import {frames} from '../support/regions.js';

/** What presses reach at the point: the target never takes them. */
const taken: Record<string, [page: string, act?: (root: HTMLElement) => unknown]> = {
  'another target': [`<button id="y" style="${there}">y</button>`],
  'a disabled target': [`<button id="y" disabled style="${there}">y</button>`],
  'a button that is no target': [`<div data-not style="${there}" role="button">y</div>`],
  'a field': [`<input style="${there}">`],
  'a list to choose from': [`<select style="${there}"><option>y</select>`],
  'a label': [`<label style="${there}"><input type="checkbox"></label>`],
  'a summary': [`<details style="${there}"><summary style="height:20px">y</summary></details>`],
  'a video’s controls': [`<video controls style="${there}"></video>`],
  'a frame': [`<iframe style="${there}"></iframe>`],
  'an image': [`<img alt="" style="${there}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`],
  'a drawing surface': [`<canvas style="${there}"></canvas>`],
  'something that can be dragged': [`<div draggable="true" style="${there}"></div>`],
  'something that takes the focus': [`<div tabindex="0" style="${there}"></div>`],
  'something with a pointing cursor': [`<div style="${there};cursor:pointer"></div>`],
  'something with a listener': [
    `<div id="y" style="${there}"></div>`,
    (root) => (root.querySelector<HTMLElement>('#y')!.onclick = () => {}),
  ],
  'something that scrolls': [`<div style="${there};overflow:auto"><div style="height:90px"></div></div>`],
  'something that is edited': [`<div contenteditable="true" style="${there}"></div>`],
  text: [`<p style="${there};font:16px/20px monospace">words to select</p>`],
  'the space between two lines of text': [
    `<p style="${there};top:387px;width:200px;font:16px/60px monospace">words to select, which break</p>`,
  ],
  'text in a shadow root': [
    `<div id="y"></div>`,
    (root) => {
      const inside = root.querySelector('#y')!.attachShadow({mode: 'open'});
      inside.innerHTML = `<p style="${there};font:16px/20px monospace">words to select</p>`;
    },
  ],
  'text in a slot': [
    `<div id="y">words to select</div>`,
    (root) => {
      const inside = root.querySelector('#y')!.attachShadow({mode: 'open'});
      inside.innerHTML = `<p style="${there};font:16px/20px monospace"><slot></slot></p>`;
    },
  ],
  'an element that hides a field': [
    `<assist-test-closed style="${there}"></assist-test-closed>`,
    () => {
      if (customElements.get('assist-test-closed') !== undefined) return;
      customElements.define(
        'assist-test-closed',
        class extends HTMLElement {
          constructor() {
            super();
            this.attachShadow({mode: 'closed'}).innerHTML = '<input style="width:100px;height:20px">';
          }
        },
      );
    },
  ],
  'a layer that covers the target too': [`<div style="${there};top:300px;height:200px"></div>`],
};

/** What is at a point is judged in one way; how presses get to a button of the kit differs. */
function isFor(kind: string, what: string): boolean {
  return kind === 'a native button' || ['another target', 'a field', 'text'].includes(what);
}

/** Around the target, presses do something. */
const pressableAround: Record<string, [start: string, end: string]> = {
  'a card with a pointing cursor': [
    '<div style="position:absolute;inset:0;width:600px;height:500px;cursor:pointer">',
    '</div>',
  ],
  'a label': ['<label style="position:absolute;inset:0;width:600px;height:500px"><input>', '</label>'],
  'an option': ['<div role="option" style="position:absolute;inset:0;width:600px;height:500px">', '</div>'],
  'the backdrop of a panel': [
    `<div style="position:fixed;inset:0"><div style="position:absolute;left:300px;top:300px;width:200px;height:122px;background:white"><div style="position:absolute;left:-300px;top:-300px">`,
    '</div></div></div>',
  ],
};

describe('a press beside a target is not taken', function () {
  this.timeout(20_000);
  afterEach(reset);

  for (const [kind, own] of [
    ['a native button', `<button id="x" style="${at}">Save</button>`],
    ['a button of the kit', `<predictive-button id="x" style="${at}">Save</predictive-button>`],
  ] as const) {
    for (const [what, [page, act]] of Object.entries(taken).filter(([each]) => isFor(kind, each)))
      it(`from ${what}, by ${kind}`, async () => {
        const {clicks, region} = await show(`${own}${page}`);
        act?.(region);
        await pressAt(below);
        expect(clicks.map(({id}) => id)).not.to.include('x');
      });

    for (const [what, [start, end]] of Object.entries(pressableAround))
      it(`from ${what}, by ${kind} in it`, async () => {
        const {clicks} = await show(`${start}${own}${end}`);
        await pressAt(below);
        expect(clicks.map(({id}) => id)).not.to.include('x');
      });
  }

  it('outside the margin', async () => {
    const {clicks} = await show(`<button id="x" style="${at}">Save</button>`);
    await pressAt([390, 433]);
    expect(clicks.map(({id}) => id)).not.to.include('x');
  });

  it('by a target with a lower probability than assist-from', async () => {
    const {clicks, region} = await show(`<button id="x" style="${at}">Save</button>`, {'assist-from': '1'});
    await pressAt(below);
    expect(clicks.map(({id}) => id)).not.to.include('x');
    region.setAttribute('assist-from', '0.3');
    await movePointer({points: [[390, 100]]});
    await pressAt(below);
    expect(clicks.map(({id}) => id)).to.include('x');
  });

  it('by a target that has been disabled meanwhile', async () => {
    const {clicks, target} = await show(`<button id="x" style="${at}">Save</button>`);
    target.addEventListener('click', () => clicks.push({id: 'x', isTrusted: false}));
    await approach(below);
    await sendMouse({type: 'down'});
    (target as HTMLButtonElement).disabled = true;
    await sendMouse({type: 'up'});
    await frames();
    expect(clicks.map(({id}) => id)).not.to.include('x');
  });

  it('while a popover is open, which the press closes', async () => {
    const {target} = await show(
      `<button id="x" popovertarget="p" style="${at}">Menu</button><div id="p" popover style="left:0;top:0;margin:0">Menu</div>`,
    );
    const popover = document.querySelector<HTMLElement>('#p')!;
    await pressAt(below);
    expect(popover.matches(':popover-open'), 'a press in the margin opens it').to.equal(true);
    await movePointer({points: [[390, 100]]});
    await pressAt(below);
    expect(popover.matches(':popover-open'), 'the next one closes it').to.equal(false);
    expect(target.isConnected).to.equal(true);
  });

  it('by the button of a menu that is open', async () => {
    const {clicks} = await show(`<button id="x" aria-expanded="true" style="${at}">Menu</button>`);
    await pressAt(below);
    expect(clicks.map(({id}) => id)).not.to.include('x');
  });

  it('when the page has a use for the press', async () => {
    const {clicks, region} = await show(`<button id="x" style="${at}">Save</button>`);
    const prevent = (event: Event): void => event.preventDefault();
    document.addEventListener('mousedown', prevent);
    await pressAt(below);
    document.removeEventListener('mousedown', prevent);
    expect(clicks.map(({id}) => id)).not.to.include('x');
    expect(region.isConnected).to.equal(true);
  });
});
