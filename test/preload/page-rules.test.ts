import {expect} from '@open-wc/testing';
import type {PreloadAction} from '../../src/core/preload.js';
import {isRequestedByPage} from '../../src/preload/requested-by-page.js';

const url = `${location.origin}/shop/page`;

function isRequested(
  action: Exclude<PreloadAction, 'preconnect'> = 'prefetch',
  {of = url, markup = '<a class="x" href="/shop/page"></a>'} = {},
) {
  const holder = document.createElement('div');
  holder.innerHTML = markup;
  return isRequestedByPage(of, {action, element: holder.firstElementChild!});
}

describe('isRequestedByPage', () => {
  const added: Element[] = [];

  /** Adds rules for the kit to read, on which the browser does not act. */
  function addRules(rules: unknown): void {
    const script = document.createElement('script');
    script.type = 'SpeculationRules';
    script.textContent = typeof rules === 'string' ? rules : JSON.stringify(rules);
    // Browsers do not run scripts parsed in an inert document.
    const inert = new DOMParser().parseFromString(script.outerHTML, 'text/html').querySelector('script')!;
    document.head.append(inert);
    added.push(inert);
  }

  function addLink(rel: string, href: string): void {
    const link = document.createElement('link');
    link.rel = rel;
    link.href = href;
    document.head.append(link);
    added.push(link);
  }

  afterEach(() => {
    for (const element of added.splice(0)) element.remove();
  });

  it('is false on a page without requests of its own', async () => {
    expect(await isRequested()).to.be.false;
  });

  it('finds URLs in lists, relative and with the same hash', async () => {
    addRules({prefetch: [{urls: ['other', '/shop/page#part']}]});
    expect(await isRequested('prefetch', {of: `${url}#part`})).to.be.true;
    expect(await isRequested()).to.be.false;
    expect(await isRequested('prefetch', {of: `${url}#other`})).to.be.false;
    expect(await isRequested('prefetch', {of: `${location.origin}/shop/page2`})).to.be.false;
    expect(await isRequested('module')).to.be.false;
  });

  it('finds links, and for modules only module links', async () => {
    const of = `${location.origin}/package.json`;
    addLink('prefetch', of);
    expect(await isRequested('prefetch', {of: `${of}#part`})).to.be.true;
    expect(await isRequested('prefetch', {of})).to.be.true;
    expect(await isRequested('prerender', {of})).to.be.true;
    expect(await isRequested('module', {of})).to.be.false;
    addLink('modulepreload', of);
    expect(await isRequested('module', {of})).to.be.true;
  });

  it('is false for rendering a page that the rules only fetch, but not the other way round', async () => {
    addRules({prefetch: [{urls: [url]}]});
    expect(await isRequested('prerender')).to.be.false;
    addRules({prerender: [{urls: [url]}]});
    expect(await isRequested('prerender')).to.be.true;
    expect(await isRequested('prefetch')).to.be.true;
  });

  it('ignores rules that wait for user input, our own rules, and invalid ones', async () => {
    addRules({prefetch: [{urls: [url], eagerness: 'moderate'}]});
    addRules({prefetch: [{where: {href_matches: '/*'}}]});
    addRules({tag: 'predictive-buttons', prefetch: [{urls: [url]}]});
    for (const odd of ['{', 'null', '[]', '{"prefetch": [null, 1, {}]}', '{"prefetch": "x"}']) addRules(odd);
    addRules({prefetch: [{where: {selector_matches: '::'}, eagerness: 'immediate'}]});
    addRules({prefetch: [{where: {href_matches: ':('}, eagerness: 'immediate'}]});
    expect(await isRequested()).to.be.false;
  });

  for (const [name, where, expected] of [
    ['a pattern', {href_matches: '/shop/*'}, true],
    ['one of several patterns', {href_matches: ['/x', '/shop/*']}, true],
    ['a pattern in parts', {href_matches: {pathname: '/shop/:page'}}, true],
    ['another pattern', {href_matches: '/blog/*'}, false],
    ['a selector', {selector_matches: '.x'}, true],
    ['another selector', {selector_matches: ['.y', '.z']}, false],
    ['both', {and: [{href_matches: '/shop/*'}, {selector_matches: '.x'}]}, true],
    ['not both', {and: [{href_matches: '/shop/*'}, {selector_matches: '.y'}]}, false],
    ['one of two', {or: [{href_matches: '/blog/*'}, {selector_matches: '.x'}]}, true],
    ['none of two', {or: [{href_matches: '/blog/*'}, {selector_matches: '.y'}]}, false],
    ['all but', {not: {href_matches: '/shop/*'}}, false],
    ['all but others', {not: {selector_matches: '.y'}}, true],
  ] as const)
    it(`reads a document rule for ${name}`, async () => {
      addRules({prefetch: [{where, eagerness: 'immediate'}]});
      expect(await isRequested()).to.equal(expected);
    });

  it('applies document rules only to links, including the one in a button', async () => {
    addRules({prefetch: [{eagerness: 'immediate'}]});
    expect(await isRequested()).to.be.true;
    expect(await isRequested('prefetch', {markup: '<button></button>'})).to.be.false;
    const button = document.createElement('div');
    button.attachShadow({mode: 'open'}).innerHTML = '<a href="/shop/page"></a>';
    expect(await isRequestedByPage(url, {action: 'prefetch', element: button})).to.be.true;
  });
});
