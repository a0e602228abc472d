import {expect, fixtureCleanup} from '@open-wc/testing';
import '../../src/index.js';
import type {PredictiveInspector} from '../../src/inspector/index.js';
import '../../src/inspector/index.js';
import {threeButtons} from '../support/regions.js';
import {openInspector, query, until} from './inspectors.js';

const root = document.documentElement;

/** Everything that could be left on the page's root. */
function traces(): unknown[] {
  const {borderBottomWidth, boxSizing, paddingBottom, scrollPaddingBottom} = getComputedStyle(root);
  return [
    root.getAttributeNames(),
    document.adoptedStyleSheets.length,
    borderBottomWidth,
    boxSizing,
    paddingBottom,
    scrollPaddingBottom,
    root.scrollHeight,
  ];
}

async function openBelow(): Promise<PredictiveInspector> {
  const inspector = await openInspector();
  inspector.dock = 'bottom';
  await until(() => getComputedStyle(root).borderBottomWidth !== '0px');
  return inspector;
}

describe('the room that a page makes for the inspector', () => {
  let style: HTMLStyleElement;
  beforeEach(() => {
    style = document.createElement('style');
    document.head.append(style);
  });

  afterEach(() => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    style.remove();
    scrollTo(0, 0);
  });

  it('is there from the first frame on, and gone without a trace when it closes, moves or is removed', async () => {
    await threeButtons({id: 'inspected'});
    const before = traces();
    const inspector = await openBelow();
    const height = query(inspector, '.panel')!.offsetHeight;
    expect(getComputedStyle(root).borderBottomWidth).to.equal(`${height}px`);
    expect(root.hasAttribute('style')).to.be.false;
    inspector.open = false;
    await inspector.updateComplete;
    expect(traces()).to.deep.equal(before);
    inspector.open = true;
    await inspector.updateComplete;
    expect(getComputedStyle(root).borderBottomWidth, 'once it is complete').to.equal(`${height}px`);
    inspector.dock = 'float';
    await until(() => getComputedStyle(root).borderBottomWidth === '0px');
    expect(traces()).to.deep.equal(before);
    inspector.dock = 'bottom';
    await until(() => getComputedStyle(root).borderBottomWidth !== '0px');
    inspector.remove();
    expect(traces()).to.deep.equal(before);
  });

  it("keeps the page's own padding, border-box or not, and its own style attribute", async () => {
    await threeButtons({id: 'inspected'});
    style.textContent = 'html {padding: 7px 8px 9px; scroll-padding-bottom: 20px}';
    root.style.color = 'red';
    const inspector = await openBelow();
    const height = query(inspector, '.panel')!.offsetHeight;
    const {paddingTop, paddingRight, paddingBottom, scrollPaddingBottom} = getComputedStyle(root);
    expect([paddingTop, paddingRight, paddingBottom]).to.deep.equal(['7px', '8px', '9px']);
    expect(scrollPaddingBottom).to.equal(`${height + 20}px`);
    expect(root.getAttribute('style')).to.equal('color: red;');
    style.textContent = 'html {padding-bottom: 30px !important}';
    expect(getComputedStyle(root).paddingBottom).to.equal('30px');
    expect(getComputedStyle(root).borderBottomWidth).to.equal(`${height}px`);
    inspector.open = false;
    await inspector.updateComplete;
    expect(root.getAttribute('style')).to.equal('color: red;');
    root.removeAttribute('style');
  });

  it('leaves a page as high as its window with the rest of the height', async () => {
    const {region} = await threeButtons({id: 'inspected'});
    style.textContent = 'html, body {height: 100%; margin: 0} .app {height: 100%}';
    const app = document.createElement('div');
    app.className = 'app';
    document.body.prepend(app);
    const inspector = await openBelow();
    const {top} = query(inspector, '.panel')!.getBoundingClientRect();
    expect(app.getBoundingClientRect().bottom).to.equal(top);
    expect(region.isConnected).to.be.true;
    app.remove();
  });

  it('lets the end of a long page be scrolled above the panel, and the focus with it', async () => {
    await threeButtons({id: 'inspected'});
    const long = document.createElement('div');
    long.style.cssText = 'height: 2000px; position: relative';
    const last = document.createElement('button');
    last.style.cssText = 'position: absolute; bottom: 0';
    last.textContent = 'last';
    long.append(last);
    document.body.append(long);
    const inspector = await openBelow();
    const {top} = query(inspector, '.panel')!.getBoundingClientRect();
    last.focus();
    await until(() => last.getBoundingClientRect().bottom <= top, 'it is scrolled above the panel');
    long.remove();
  });

  it('tells the size of the panel to what is fixed to the window', async () => {
    await threeButtons({id: 'inspected'});
    const footer = document.createElement('footer');
    footer.style.cssText = 'position: fixed; bottom: var(--predictive-inspector-bottom, 0px); height: 40px';
    document.body.append(footer);
    expect(footer.getBoundingClientRect().bottom).to.equal(innerHeight);
    const inspector = await openBelow();
    const {top} = query(inspector, '.panel')!.getBoundingClientRect();
    expect(footer.getBoundingClientRect().bottom).to.equal(top);
    inspector.open = false;
    await inspector.updateComplete;
    expect(footer.getBoundingClientRect().bottom).to.equal(innerHeight);
    footer.remove();
  });
});
