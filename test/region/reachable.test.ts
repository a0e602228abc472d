import {aTimeout, expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {movePointer, straightPath} from '../support/commands.js';
import {engineLoaded, frames} from '../support/regions.js';

/** Where the pointer travels and rests: inside the box of `at`. */
const spot: [x: number, y: number] = [390, 475];
const at = 'position:absolute;left:300px;top:450px;width:180px;height:50px;display:block';

interface Seen {
  /** Ids of the targets that were predicted, or asked to preload, at any time of the approach. */
  predicted: Set<string>;
  preloaded: Set<string>;
  /** Ids of the targets that were predicted before the pointer was over them. */
  ahead: Set<string>;
  region: PredictiveRegion;
}

/** Shows the page in a region, approaches the spot and rests there; `act` runs when the page is there. */
async function approachIn(page: string, act: (root: HTMLElement) => void = () => {}): Promise<Seen> {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const region = document.createElement('predictive-region');
  region.setAttribute('targets', 'a, area, button');
  const seen: Seen = {predicted: new Set(), preloaded: new Set(), ahead: new Set(), region};
  const idOf = (target: EventTarget | null): string => (target instanceof Element ? target.id : '');
  region.addEventListener('predictive-change', ({predicted}) => {
    if (!predicted) return;
    seen.predicted.add(predicted.id);
    if (!predicted.matches(':hover')) seen.ahead.add(predicted.id);
  });
  region.addEventListener('preload', (event) => seen.preloaded.add(idOf(event.target)));
  region.innerHTML = page;
  root.append(region);
  act(root);
  await engineLoaded();
  await aTimeout(100);
  await movePointer({points: straightPath({from: [spot[0] - 120, 60], to: spot, durationMs: 350})});
  await frames(4);
  await aTimeout(500);
  return seen;
}

async function reset(): Promise<void> {
  document.body.removeAttribute('style');
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
  fixtureCleanup();
  await resetMouse();
}

const link = `<a href="#x" id="x" style="${at}">Somewhere</a>`;

/** An image that shows an image map. */
function mapped(style = ''): string {
  return `<img alt="" usemap="#map" width="180" height="50" style="position:absolute;left:300px;top:450px;${style}" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='180' height='50'/%3E">`;
}

/** Pages in which a press at the spot does not reach `#x`. */
const unreachable: Record<string, [page: string, act?: (root: HTMLElement) => void]> = {
  'in a closed hover menu': [`<div style="opacity:0;pointer-events:none">${link}</div>`],
  'in a transparent menu': [`<div style="opacity:0">${link}</div>`],
  'that takes no pointer events': [`<a href="#x" id="x" style="${at};pointer-events:none">x</a>`],
  'under a fixed banner': [
    `${link}<div style="position:fixed;inset:350px 0 0;background:#fff">We use cookies</div>`,
  ],
  'under a banner of several elements': [
    `${link}<div style="position:fixed;inset:350px 0 0;background:#fff"><p style="margin:40px">We</p><p>use <b>cookies</b></p><button>OK</button></div>`,
  ],
  'under a sticky header': [
    `<div style="position:absolute;left:200px;top:440px;width:400px;height:150px;overflow:auto">
      <div style="position:sticky;top:0;height:70px;background:#fff;z-index:1">Header</div>
      <a href="#x" id="x" style="display:block;height:50px;margin-top:-60px">x</a><p style="height:500px"></p></div>`,
  ],
  'under an open popover': [
    `${link}<div popover id="pop" style="position:fixed;inset:400px 0 0 200px;margin:0;width:400px;height:150px">Open</div>`,
    (root) => root.querySelector<HTMLElement>('[popover]')!.showPopover(),
  ],
  'under an overlay in a shadow root': [
    `${link}<div id="host"></div>`,
    (root) => {
      root.querySelector('#host')!.attachShadow({mode: 'open'}).innerHTML =
        '<div style="position:fixed;inset:0;background:#0008"></div>';
    },
  ],
  'clipped by a carousel': [
    `<div style="position:absolute;left:120px;top:450px;width:180px;height:50px;overflow:hidden;white-space:nowrap;display:flex">
      ${['w', 'x', 'y'].map((id) => `<a href="#${id}" id="${id}" style="flex:0 0 180px;height:50px;display:block">${id}</a>`).join('')}</div>`,
  ],
  'in a closed accordion': [
    `<div style="position:absolute;left:300px;top:450px;width:180px"><div style="height:0;overflow:hidden"><a href="#x" id="x" style="display:block;height:50px">x</a></div></div>`,
  ],
  'behind a dialog that is modal inside a shadow root': [
    `${link}<div id="host"></div>`,
    (root) => {
      const shadow = root.querySelector('#host')!.attachShadow({mode: 'open'});
      shadow.innerHTML =
        '<dialog style="inset:0 auto auto 0;margin:0;width:100px;height:100px">Modal</dialog>';
      shadow.querySelector('dialog')!.showModal();
    },
  ],
  'in the lower of two modal dialogs': [
    `<dialog id="low" style="inset:300px auto auto 200px;margin:0;width:400px;height:300px"><a href="#x" id="x" style="position:absolute;left:100px;top:150px;width:180px;height:50px">x</a></dialog>
     <dialog id="top" style="inset:0 auto auto 0;margin:0;width:100px;height:100px">Top</dialog>`,
    (root) => {
      for (const dialog of root.querySelectorAll('dialog')) dialog.showModal();
    },
  ],
  'in a slot whose wrapper is inert': [
    `<div id="host">${link}</div>`,
    (root) => {
      root.querySelector('#host')!.attachShadow({mode: 'open'}).innerHTML = '<div inert><slot></slot></div>';
    },
  ],
  'clipped by a path': [`<a href="#x" id="x" style="${at};clip-path:inset(0 0 0 170px)">x</a>`],
  'in content that is skipped': [
    `<div style="content-visibility:hidden;position:absolute;left:300px;top:450px;width:180px;height:50px"><a href="#x" id="x" style="display:block;height:50px">x</a></div>`,
  ],
  'scrolled out of its container': [
    `<div id="box" style="position:absolute;left:300px;top:300px;width:180px;height:120px;overflow:auto"><p style="margin:0;height:150px"></p><a href="#x" id="x" style="display:block;height:50px">x</a><p style="height:400px"></p></div>`,
  ],
};

describe('a target that a press does not reach', function () {
  this.timeout(20_000);
  afterEach(reset);

  for (const [what, [page, act]] of Object.entries(unreachable))
    it(`${what} is never predicted or preloaded`, async () => {
      const {predicted, preloaded} = await approachIn(page, act);
      expect([...predicted]).not.to.include('x');
      expect([...preloaded]).not.to.include('x');
    });

  it('is not predicted between the lines of a broken link', async () => {
    const {predicted} = await approachIn(
      `<p style="position:absolute;left:300px;top:440px;width:200px;margin:0;font:20px/36px monospace">aaaaaaa <a href="#x" id="x">bbbbbbb ccccc</a> dddd eee</p>`,
    );
    const [first, second] = [...document.querySelector('#x')!.getClientRects()];
    expect(second, 'the link is broken').to.not.equal(undefined);
    // The spot is right of the second fragment and below the first.
    expect(first!.bottom < spot[1] || first!.left > spot[0]).to.equal(true);
    expect(document.elementFromPoint(...spot)!.id).not.to.equal('x');
    expect([...predicted].filter((id) => id === 'x' && document.querySelector('#x[data-predicted]'))).to.be
      .empty;
  });

  it('under a fullscreen element is never predicted or preloaded', async () => {
    const full = await fixture<HTMLElement>(html`<button style="position:fixed;left:0;top:0">Full</button>`);
    full.addEventListener('click', () => void full.requestFullscreen());
    await sendMouse({type: 'click', position: [10, 10]});
    await waitUntil(() => document.fullscreenElement === full);
    const {predicted, preloaded} = await approachIn(link);
    expect([...predicted, ...preloaded]).not.to.include('x');
    await document.exitFullscreen();
  });

  it('stops being predicted when something opens over it while the pointer rests', async () => {
    const {region} = await approachIn(link);
    const target = region.querySelector('#x')!;
    expect(target.hasAttribute('data-predicted')).to.equal(true);
    const cover = document.createElement('div');
    cover.style.cssText = 'position:fixed;inset:0;background:#fff';
    document.body.append(cover);
    await movePointer({points: straightPath({from: spot, to: [spot[0] + 3, spot[1]], durationMs: 200})});
    await frames(4);
    expect(target.hasAttribute('data-predicted')).to.equal(false);
    cover.remove();
  });
});

/** Pages in which a press at the spot reaches `#x`. */
const reachable: Record<string, [page: string, act?: (root: HTMLElement) => void]> = {
  'by its own box': [link],
  'over a card': [
    `<style>#x::after{content:"";position:absolute;inset:0}</style>
     <div style="position:absolute;left:250px;top:300px;width:300px;height:200px"><a href="#x" id="x" style="font-size:14px">Title</a><p>Text</p></div>`,
  ],
  'beside what covers a half of it': [
    `${link}<div style="position:fixed;left:0;top:440px;width:370px;height:80px;background:#fff"></div>`,
  ],
  'under a layer that lets presses through': [
    `${link}<div style="position:fixed;inset:0;pointer-events:none"></div>`,
  ],
  'in a body that is lower than its content, and hides what is beside the screen': [
    link,
    () => {
      document.body.style.cssText = 'overflow-x:hidden;height:10px';
    },
  ],
  'as an image': [
    `<a href="#x" id="x" style="position:absolute;left:300px;top:450px"><img alt="" width="180" height="50" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></a>`,
  ],
  'as an area of an image map': [
    `${mapped()}<map name="map"><area id="x" href="#x" alt="x" coords="0,0,180,50"></map>`,
  ],
  'as an area of a map that has only an id': [
    `${mapped()}<map id="map"><area id="x" href="#x" alt="x" coords="0,0,180,50"></map>`,
  ],
  'as an area of a map whose first image is hidden': [
    `${mapped('display:none')}${mapped()}<map name="map"><area id="x" href="#x" alt="x" coords="0,0,180,50"></map>`,
  ],
  'as an area of an enlarged image': [
    `${mapped('left:120px;top:400px;transform:scale(3);transform-origin:0 0')}<map name="map"><area alt="" coords="0,0,50,50"><area id="x" href="#x" alt="x" coords="60,15,120,45"></map>`,
  ],
  'as a link in a drawing': [
    `<svg style="position:absolute;left:300px;top:450px" width="180" height="50"><a href="#x" id="x"><rect width="180" height="50" fill="red"></rect></a></svg>`,
  ],
  'in the top one of two modal dialogs': [
    `<dialog style="inset:0 auto auto 0;margin:0;width:100px;height:100px">Low</dialog>
     <dialog style="inset:300px auto auto 200px;margin:0;width:400px;height:300px"><a href="#x" id="x" style="position:absolute;left:100px;top:150px;width:180px;height:50px">x</a></dialog>`,
    (root) => {
      for (const dialog of root.querySelectorAll('dialog')) dialog.showModal();
    },
  ],
  'in a slot of a card': [
    `<div id="host">${link}</div>`,
    (root) => {
      root.querySelector('#host')!.attachShadow({mode: 'open'}).innerHTML = '<div><slot></slot></div>';
    },
  ],
};

describe('a target that a press reaches', function () {
  this.timeout(20_000);
  afterEach(reset);

  for (const [what, [page, act]] of Object.entries(reachable))
    it(`${what} is predicted`, async () => {
      const {predicted} = await approachIn(page, act);
      expect([...predicted]).to.include('x');
    });
});

const inner = 'position:absolute;left:300px;top:450px;width:180px;height:50px;background:#eee';

/** Pages in which a link has no box of its own at the spot. */
const boxless: Record<string, [page: string, isMeasured?: boolean]> = {
  'has only a positioned child': [`<a href="#x" id="x"><span style="${inner}">Text</span></a>`, true],
  'has only a floated child': [
    `<div style="${inner}"><a href="#x" id="x"><span style="float:left;width:180px;height:50px">Text</span></a></div>`,
    true,
  ],
  'has no box': [`<a href="#x" id="x" style="display:contents"><span style="${inner}">Text</span></a>`, true],
  'has a positioned child deep inside': [
    `<a href="#x" id="x"><span><span style="${inner}">Text</span></span></a>`,
    true,
  ],
  'is stretched over its card, and empty': [
    `<style>#x::after{content:"";position:absolute;inset:0}</style><div style="position:absolute;left:280px;top:430px;width:220px;height:100px;background:#eee"><p>Card</p><a id="x" href="#x"></a></div>`,
  ],
  'is stretched over its card, and its text beside the screen': [
    `<style>#x::after{content:"";position:absolute;inset:0}</style><div style="position:absolute;left:280px;top:430px;width:220px;height:100px;background:#eee"><p>Card</p><a id="x" href="#x"><span style="position:absolute;left:-9999px">x</span></a></div>`,
  ],
};

describe('a link without a box of its own', function () {
  this.timeout(20_000);
  afterEach(reset);

  for (const [what, [page, isMeasured = false]] of Object.entries(boxless))
    it(`that ${what} is predicted`, async () => {
      // Over a card it is less clear what is aimed at.
      const {predicted, ahead} = await approachIn(page, (root) =>
        root.querySelector('predictive-region')!.setAttribute('threshold', '0.3'),
      );
      expect([...predicted]).to.include('x');
      if (isMeasured) expect([...ahead]).to.include('x');
    });

  it('that is an area with other separators in its coordinates is predicted before the pointer is on it', async () => {
    const {ahead} = await approachIn(
      `${mapped('width:480px')}<map name="map"><area id="x" href="#x" alt="x" coords="0 0;180 50"></map>`,
    );
    expect([...ahead]).to.include('x');
  });

  it('is not predicted while it is transparent', async () => {
    const {predicted} = await approachIn(
      `<a href="#x" id="x" style="opacity:0"><span style="${inner}">Text</span></a>`,
    );
    expect([...predicted]).to.be.empty;
  });
});

const block = '<a href="#x" id="x" style="display:block;width:180px;height:50px">x</a>';
const placed = 'position:absolute;left:300px;top:450px';

/** Pages in which nothing clips what is at the spot. */
const unclipped: Record<string, [page: string, act?: (root: HTMLElement) => void]> = {
  'by what clips in the other direction only': [
    `<div style="position:absolute;inset:0 0 auto;height:100px;overflow-x:clip"><a href="#x" id="x" style="display:block;margin:450px 0 0 300px;width:180px;height:50px">x</a></div>`,
  ],
  'as a popover around it is on top of all': [
    `<div style="position:relative;overflow:hidden;height:100px;width:200px"><div popover style="${placed};inset:450px auto auto 300px;margin:0;padding:0;border:0">${block}</div></div>`,
    (root) => root.querySelector<HTMLElement>('[popover]')!.showPopover(),
  ],
  'as a modal dialog around it is on top of all': [
    `<div style="position:relative;overflow:hidden;height:100px;width:200px"><dialog style="${placed};inset:450px auto auto 300px;margin:0;padding:0;border:0">${block}</dialog></div>`,
    (root) => root.querySelector('dialog')!.showModal(),
  ],
};

/** Containing blocks of what is positioned inside of them, without a position of their own. */
const containing = ['transform:translate(0)', 'filter:blur(0)', 'contain:layout', 'will-change:transform'];

describe('a link that is not clipped', function () {
  this.timeout(20_000);
  afterEach(reset);

  for (const [what, [page, act]] of Object.entries(unclipped))
    it(`${what} is predicted before the pointer is on it`, async () => {
      const {ahead} = await approachIn(page, act);
      expect([...ahead]).to.include('x');
    });
});

describe('a link that is clipped', function () {
  this.timeout(20_000);
  afterEach(reset);

  for (const style of containing)
    for (const position of ['absolute', 'fixed'])
      it(`by an element with ${style} that it is placed in, ${position}, is predicted before the pointer is on it`, async () => {
        const {ahead} = await approachIn(
          `<div style="overflow:hidden;height:40px;margin:450px 0 0 300px;width:180px;${style}"><a href="#x" id="x" style="position:${position};left:0;top:0;width:180px;height:130px">x</a></div>`,
        );
        expect([...ahead]).to.include('x');
      });
});
