import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {approach, engineLoaded, newButton, places, record, threeButtons} from '../support/regions.js';

const place = 'position: fixed; left: 300px; top: 400px; width: 120px; height: 80px';

/** Content that a page or its router renders: a link where `places.two` is. */
function content(id: string): HTMLElement {
  const main = document.createElement('main');
  main.innerHTML = `<p><a id="${id}" href="#${id}" style="${place}">Link</a></p>`;
  return main;
}

/** A region beside the content, in a page that has no content yet. */
async function beside(
  attributes: Record<string, string>,
): Promise<{region: PredictiveRegion; page: HTMLElement}> {
  const page = await fixture<HTMLElement>(html`<div></div>`);
  const region = document.createElement('predictive-region');
  for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
  page.append(region);
  await engineLoaded();
  await Promise.all([import('../../src/region/outside.js'), import('../../src/region/native-targets.js')]);
  return {region, page};
}

async function isPredictedAt([x, y]: readonly [number, number], id: string): Promise<boolean> {
  window.dispatchEvent(new FocusEvent('blur'));
  await approach([x, y]);
  return document.getElementById(id)!.matches('[data-predicted], [predicted]');
}

describe('a region with a scope', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('covers content that is rendered later, and content that a router puts in its place', async () => {
    const {page} = await beside({scope: 'main', targets: 'a'});
    const first = content('first');
    page.append(first);
    expect(await isPredictedAt(places.two, 'first')).to.be.true;
    const link = first.querySelector('a')!;
    first.replaceWith(content('second'));
    expect(await isPredictedAt(places.two, 'second')).to.be.true;
    expect(link.matches('[data-predicted]'), 'what is gone').to.be.false;
    expect(link.getAttribute('style')).to.equal(place);
  });

  it('has the kit’s buttons in its roots join, earlier and later ones, and preloads for them', async () => {
    const {region, page} = await beside({scope: 'main'});
    const main = document.createElement('main');
    page.append(main);
    for (const id of ['earlier', 'later']) {
      const button = newButton(id);
      button.style.cssText = place;
      const preloads = record(button, 'preload');
      const changes = record(region, 'predictive-change');
      main.replaceChildren(button);
      expect(await isPredictedAt(places.two, id), id).to.be.true;
      expect(changes.map(({key}) => key)).to.include(id);
      await waitUntil(() => preloads.length > 0);
    }
  });

  it('has those join that were there before it', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const main = document.createElement('main');
    const button = newButton('before');
    button.style.cssText = place;
    main.append(button);
    page.append(main);
    const region = document.createElement('predictive-region');
    region.scope = 'main';
    page.append(region);
    await engineLoaded();
    await import('../../src/region/outside.js');
    const preloads = record(button, 'preload');
    expect(await isPredictedAt(places.two, 'before')).to.be.true;
    button.requestPreload();
    await waitUntil(() => preloads.some(({trigger}) => trigger === 'manual') || preloads.length > 0);
    region.remove();
    expect(button.predicted).to.be.false;
    // Another region takes it.
    const next = document.createElement('predictive-region');
    next.scope = 'main';
    page.append(next);
    await engineLoaded();
    expect(await isPredictedAt(places.two, 'before'), 'by the next region').to.be.true;
  });

  it('leaves buttons to the region around them', async () => {
    const {region, page} = await beside({scope: 'main'});
    const main = document.createElement('main');
    page.append(main);
    const {region: inner, two} = await threeButtons();
    main.append(inner);
    const changes = [record(region, 'predictive-change'), record(inner, 'predictive-change')];
    expect(await isPredictedAt(places.two, two.id)).to.be.true;
    expect(changes[1]!.map(({key}) => key)).to.include('two');
    expect(changes[0]!.filter(({target}) => target === region)).to.be.empty;
  });

  it('lets go of what another scope does not cover', async () => {
    const {region, page} = await beside({scope: 'main'});
    const main = document.createElement('main');
    const button = newButton('button');
    button.style.cssText = place;
    main.append(button);
    page.append(main);
    expect(await isPredictedAt(places.two, 'button')).to.be.true;
    region.scope = 'footer';
    await region.updateComplete;
    expect(await isPredictedAt(places.two, 'button')).to.be.false;
    region.scope = 'main';
    await region.updateComplete;
    expect(await isPredictedAt(places.two, 'button')).to.be.true;
  });
});

describe('an empty region', () => {
  /** Warnings on the console from here on. */
  const warnings: string[] = [];
  const {warn} = console;
  before(() => {
    console.warn = (message: unknown) => warnings.push(String(message));
  });
  after(() => {
    console.warn = warn;
  });
  afterEach(() => fixtureCleanup());

  async function settled(): Promise<void> {
    await engineLoaded();
    await import('../../src/region/outside.js');
    await new Promise((resolve) => setTimeout(resolve, 700));
  }

  it('does not warn if it has a scope, no targets, or content that came a little later', async () => {
    const page = await fixture<HTMLElement>(html`
      <div>
        <predictive-region targets="a" scope="main"></predictive-region>
        <predictive-region></predictive-region>
        <predictive-region id="later" targets="a"></predictive-region>
      </div>
    `);
    await engineLoaded();
    page.querySelector('#later')!.append(content('content'));
    await settled();
    expect(warnings).to.be.empty;
  });

  it('warns once, and names scope, when the parser has moved it out of a table', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`);
    page.innerHTML = `<table><predictive-region targets="a[href]"><tr><td><a href="#1">One</a></td></tr></predictive-region></table>
      <table><predictive-region targets="button"><tr><td><button>Two</button></td></tr></predictive-region></table>`;
    expect(page.querySelector('table predictive-region')).to.be.null;
    await settled();
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.match(/targets="a\[href\]".* is empty.*table.*scope=/);
  });
});
