import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton} from '../../src/index.js';
import {handPath, seededRandom} from '../support/approaches.js';
import {movePointer, needs, straightPath} from '../support/commands.js';
import {approach, engineLoaded, frames, newButton, places, record} from '../support/regions.js';

const place = 'position: fixed; left: 300px; top: 400px; width: 120px; height: 80px';

/** A wide button of a list. */
const list = 'position: fixed; left: 300px; width: 300px; height: 48px';

/** Another kit's button: its own box has no radius, its control has. */
class RoundedButton extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({mode: 'open'}).innerHTML =
      '<button style="width: 120px; height: 80px; border-radius: 12px; border: 0">Other</button>';
  }
}
customElements.define('rounded-button', RoundedButton);

/** A region with this markup, in which `#target` is placed where `places.two` is. */
async function page(markup: string, attributes = ''): Promise<HTMLElement> {
  const around = await fixture<HTMLElement>(html`<div></div>`);
  around.innerHTML = `<style>.there {${place}}</style>
    <predictive-region targets="#target" learn="off" ${attributes}>${markup}</predictive-region>`;
  await engineLoaded();
  await import('../../src/region/native-targets.js');
  return around.querySelector<HTMLElement>('#target')!;
}

const probabilityOf = ({style}: HTMLElement): number =>
  Number(style.getPropertyValue('--predictive-probability'));

async function untilPredicted(target: HTMLElement): Promise<void> {
  await approach(places.two);
  await waitUntil(() => target.hasAttribute('data-predicted'), 'predicted');
}

/** What is seen of a highlight, and where. */
function looks(element: Element): Record<string, string> {
  const {outlineStyle, outlineWidth, outlineOffset, outlineColor, boxShadow} = getComputedStyle(element);
  return {outlineStyle, outlineWidth, outlineOffset, outlineColor, boxShadow};
}

/** Gives a native target and a button of the kit the same marks, as a region would. */
function show(
  native: HTMLElement,
  button: PredictiveButton,
  {
    probability,
    predicted = false,
    ready = false,
  }: {probability: number; predicted?: boolean; ready?: boolean},
): void {
  for (const each of [native, button])
    each.style.setProperty('--predictive-probability', probability.toFixed(2));
  native.toggleAttribute('data-predicted', predicted);
  button.showPredicted(predicted);
  if (ready) native.dataset.preloadState = 'preloaded';
  else delete native.dataset.preloadState;
  button.showPreload(ready ? 'preloaded' : undefined);
}

describe('the highlight', function () {
  // A busy machine distorts movements, and then they predict nothing.
  this.retries(2);

  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('is a hairline on a native button that is likely, but below the threshold', async () => {
    const target = await page('<button id="target" class="there">Report</button>', 'threshold="0.99"');
    await approach(places.two);
    await waitUntil(() => probabilityOf(target) >= 0.3);
    expect(target.hasAttribute('data-predicted')).to.be.false;
    const {outlineStyle, outlineWidth, outlineOffset} = looks(target);
    expect([outlineStyle, outlineWidth, outlineOffset]).to.deep.equal(['solid', '1px', '2px']);
  });

  it('is a full ring once it is predicted', async () => {
    const target = await page('<button id="target" class="there">Report</button>');
    await untilPredicted(target);
    const {outlineStyle, outlineWidth, outlineOffset} = looks(target);
    expect([outlineStyle, outlineWidth, outlineOffset]).to.deep.equal(['solid', '2px', '2px']);
  });

  it('is the same on a native target and on a button of the kit', async () => {
    const native = await page('<a id="target" class="there" href="#a">Report</a>');
    await untilPredicted(native);
    const button = newButton('kit');
    native.parentElement!.after(button);
    await button.updateComplete;
    button.style.transition = 'none';
    const ring = button.shadowRoot!.querySelector('i')!;
    ring.style.transition = 'none';
    for (const probability of [0.3, 0.45, 0.6, 0.95])
      for (const predicted of [false, true])
        for (const ready of [false, true]) {
          show(native, button, {probability, predicted, ready});
          const what = JSON.stringify({probability, predicted, ready});
          expect(looks(ring), what).to.deep.equal(looks(native));
          expect(getComputedStyle(ring).opacity, what).to.equal('1');
          const {left, top, width, height} = ring.getBoundingClientRect();
          const box = button.getBoundingClientRect();
          expect([left, top, width, height]).to.deep.equal([box.left, box.top, box.width, box.height]);
        }
  });

  it('begins at 0.3', async () => {
    const native = await page('<a id="target" class="there" href="#a">Report</a>');
    await untilPredicted(native);
    const button = newButton('kit');
    native.parentElement!.after(button);
    await button.updateComplete;
    const ring = button.shadowRoot!.querySelector('i')!;
    ring.style.transition = 'none';
    for (const [probability, isShown] of [
      [0.1, false],
      [0.29, false],
      [0.3, true],
      [0.31, true],
    ] as const) {
      show(native, button, {probability});
      expect(looks(native).outlineStyle, `${probability}`).to.equal(isShown ? 'solid' : 'none');
      expect(getComputedStyle(ring).opacity, `${probability}`).to.equal(isShown ? '1' : '0');
      const tint = getComputedStyle(button.shadowRoot!.querySelector('button')!).backgroundImage;
      expect(/ \/ 0\)|, 0\)/.test(tint), `tint at ${probability}: ${tint}`).to.equal(probability <= 0.3);
    }
  });

  it('tints below the label, not above it', async () => {
    const target = await page(
      '<a id="target" href="#a" style="position: fixed; left: 340px; top: 430px">Report</a>',
    );
    const button = newButton('kit');
    target.after(button);
    await button.updateComplete;
    await untilPredicted(target);
    expect(getComputedStyle(target).backgroundImage).to.match(/^linear-gradient/);
    show(target, button, {probability: 0.9, predicted: true});
    const ring = getComputedStyle(button.shadowRoot!.querySelector('i')!);
    expect([ring.backgroundImage, ring.backgroundColor]).to.deep.equal(['none', 'rgba(0, 0, 0, 0)']);
    const tint = getComputedStyle(target).backgroundImage;
    expect(getComputedStyle(button.shadowRoot!.querySelector('button')!).backgroundImage).to.equal(
      `${tint}, none`,
    );
  });

  it('keeps a background that the page has given a button of the kit by its property', async () => {
    const button = newButton('kit');
    button.style.setProperty('--predictive-button-background', 'linear-gradient(red, blue)');
    await fixture(html`<div>${button}</div>`);
    const {backgroundImage} = getComputedStyle(button.shadowRoot!.querySelector('button')!);
    expect(backgroundImage).to.match(/linear-gradient\(rgb\(255, 0, 0\), rgb\(0, 0, 255\)\)$/);
  });

  for (const [what, css, attributes] of [
    ['a rule by tag', 'button { BODY }', ''],
    ['a rule without specificity', ':where(button) { BODY }', ''],
    [
      'a rule of a layer after the kit’s',
      '@layer predictive-buttons, page; @layer page { button { BODY } }',
      '',
    ],
    ['an attribute', '', 'style="BODY"'],
  ] as const)
    it(`leaves to the page what it sets in ${what}`, async () => {
      const body =
        'background: #fd0; border: 1px solid; box-shadow: 0 1px 2px #000; outline: 5px dashed #f00;';
      const target = await page(
        `<style>${css.replace('BODY', body)}</style>
        <button id="target" class="there" ${attributes.replace('style="BODY"', `style="${body}"`)}>Report</button>`,
      );
      const seen = (): string[] => {
        const {background, boxShadow, outline, border} = getComputedStyle(target);
        return [background, boxShadow, outline, border];
      };
      const before = seen();
      await untilPredicted(target);
      expect(seen()).to.deep.equal(before);
    });

  it('leaves a browser’s own button as the browser draws it', async () => {
    const target = await page('<button id="target" class="there">Report</button>');
    const seen = (): string[] => {
      const {appearance, background, border, borderRadius} = getComputedStyle(target);
      return [appearance, background, border, borderRadius];
    };
    const before = seen();
    await untilPredicted(target);
    expect(seen()).to.deep.equal(before);
  });

  it('leaves the image from which a page in layers cuts a link’s text', async () => {
    const target = await page(
      `<style>@layer page { .cut { background-image: linear-gradient(red, blue); background-clip: text; color: #0000 } }</style>
      <a id="target" class="there cut" href="#a">Report</a>`,
    );
    const before = getComputedStyle(target).backgroundImage;
    await untilPredicted(target);
    expect(getComputedStyle(target).backgroundImage).to.equal(before);
  });

  for (const [what, markup] of [
    ['a button', '<button id="target" class="there">Report</button>'],
    [
      'a link in a text',
      '<p class="there" style="font: 20px/3 serif">Read <a id="target" href="#a">the report</a> now.</p>',
    ],
    [
      'a row of a table',
      '<table class="there"><tr><td>One</td></tr><tr id="target"><td>Two</td></tr><tr><td>Three</td></tr></table>',
    ],
    [
      'a link with a 24 px icon',
      '<p class="there" style="padding: 28px 48px; box-sizing: border-box; margin: 0"><a id="target" href="#a" style="display: block; width: 24px; height: 24px">★</a></p>',
    ],
  ] as const)
    it(`moves nothing when it appears on ${what}`, async () => {
      const target = await page(`${markup}<p>After</p>`);
      const shifts: PerformanceEntry[] = [];
      const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
      if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
        observer.observe({type: 'layout-shift'});
      const boxes = (): DOMRect[] =>
        [...document.querySelectorAll('predictive-region *')].map((each) => each.getBoundingClientRect());
      const size = (): number[] => [document.body.scrollWidth, document.body.scrollHeight];
      const [before, sizeBefore] = [boxes(), size()];
      await untilPredicted(target);
      await frames();
      expect(looks(target).outlineWidth).to.equal('2px');
      expect(boxes()).to.deep.equal(before);
      expect(size()).to.deep.equal(sizeBefore);
      shifts.push(...observer.takeRecords());
      observer.disconnect();
      expect(shifts).to.deep.equal([]);
    });

  it('follows the radius of the control in another kit’s button, and leaves nothing behind', async () => {
    const target = await page(`<rounded-button id="target" style="${place}"></rounded-button>`);
    const before = target.outerHTML;
    expect(getComputedStyle(target).borderRadius).to.equal('0px');
    await untilPredicted(target);
    expect(getComputedStyle(target).borderRadius).to.equal('12px');
    window.dispatchEvent(new FocusEvent('blur'));
    await frames();
    expect(target.outerHTML).to.equal(before);
    expect(getComputedStyle(target).borderRadius).to.equal('0px');
  });

  for (const [what, style] of Object.entries({
    'a link': '',
    'a styled button': 'border: 1px solid',
    'a plain button': '',
  }))
    it(`says by a second ring on ${what} that the work is ready`, async () => {
      if (what === 'a plain button') await needs('shadows-of-plain-buttons');
      const [tag, href] = what === 'a link' ? ['a', 'href="#a"'] : ['button', ''];
      const target = await page(`<${tag} id="target" ${href} class="there" style="${style}">Report</${tag}>`);
      target.addEventListener('preload', (event) => event.waitUntil(Promise.resolve()));
      await untilPredicted(target);
      await waitUntil(() => target.dataset.preloadState === 'preloaded');
      const ready = looks(target).boxShadow;
      delete target.dataset.preloadState;
      const unready = looks(target).boxShadow;
      expect(ready).to.contain('rgb(20, 121, 79)');
      expect(unready).not.to.contain('rgb(20, 121, 79)');
    });

  it('says nothing of work that nobody has', async () => {
    const target = await page('<button id="target" class="there">Report</button>');
    const preloads = record(target, 'preload');
    await untilPredicted(target);
    await waitUntil(() => preloads.length > 0);
    await frames();
    expect(target.dataset.preloadState).to.be.undefined;
  });

  it('stays under a hand that rests on its target before the press, though no press is near enough to be predicted', async () => {
    const target = await page(
      `<button id="target" style="${list}; top: 310px">Settings</button>
      ${[170, 240].map((top) => `<button class="other" style="${list}; top: ${top}px">Other</button>`).join('')}`,
    );
    const region = target.closest('predictive-region')!;
    region.targets = 'button';
    await frames();
    const predicted = record(region, 'predictive-change');
    await movePointer({points: handPath({from: [700, 530], to: [500, 340], random: seededRandom(1)})});
    await waitUntil(() => target.hasAttribute('data-predicted'), 'lit');
    await waitUntil(() => predicted.at(-1)!.predicted === null, 'not predicted at rest');
    await frames();
    expect(target.hasAttribute('data-predicted'), 'still lit').to.be.true;
    await movePointer({points: straightPath({from: [500, 340], to: [200, 60], durationMs: 200})});
    await waitUntil(() => !target.hasAttribute('data-predicted'), 'left');
  });

  it('says nothing of work that is ready for an unlikely target', async () => {
    const target = await page('<button id="target" class="there">Report</button>');
    await untilPredicted(target);
    window.dispatchEvent(new FocusEvent('blur'));
    await frames();
    target.dataset.preloadState = 'preloaded';
    const {outlineStyle, boxShadow} = looks(target);
    expect([outlineStyle, boxShadow]).to.deep.equal(['none', 'none']);
  });

  it('is absent with highlight="none", and so is its style sheet', async () => {
    document.adoptedStyleSheets = [];
    const target = await page('<button id="target" class="there">Report</button>', 'highlight="none"');
    const {outerHTML} = target;
    const region = target.closest('predictive-region')!;
    const changes = record(region, 'predictive-change');
    await approach(places.two);
    await waitUntil(() => changes.some(({predicted}) => predicted === target));
    await frames();
    expect(target.outerHTML).to.equal(outerHTML);
    expect(document.adoptedStyleSheets.length).to.equal(0);
  });
});
