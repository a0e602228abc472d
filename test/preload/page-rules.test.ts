import {expect} from '@open-wc/testing';
import type {PreloadAction} from '../../src/core/preload.js';
import {isRequestedByPage} from '../../src/preload/page-rules.js';

const url = `${location.origin}/shop/page`;

function isRequested(
  action: PreloadAction = 'prefetch',
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

  it('is false on a page without requests of its own', () => {
    expect(isRequested()).to.be.false;
  });

  it('finds URLs in lists, relative and with a hash', () => {
    addRules({prefetch: [{urls: ['other', '/shop/page#part']}]});
    expect(isRequested()).to.be.true;
    expect(isRequested('prefetch', {of: `${location.origin}/shop/page2`})).to.be.false;
    expect(isRequested('module')).to.be.false;
  });

  it('finds links, and for modules only module links', () => {
    const of = `${location.origin}/package.json`;
    addLink('prefetch', of);
    expect(isRequested('prefetch', {of})).to.be.true;
    expect(isRequested('prerender', {of})).to.be.true;
    expect(isRequested('module', {of})).to.be.false;
    addLink('modulepreload', of);
    expect(isRequested('module', {of})).to.be.true;
  });

  it('is false for rendering a page that the rules only fetch, but not the other way round', () => {
    addRules({prefetch: [{urls: [url]}]});
    expect(isRequested('prerender')).to.be.false;
    addRules({prerender: [{urls: [url]}]});
    expect(isRequested('prerender')).to.be.true;
    expect(isRequested('prefetch')).to.be.true;
  });

  it('ignores rules that wait for user input, our own rules, and invalid ones', () => {
    addRules({prefetch: [{urls: [url], eagerness: 'moderate'}]});
    addRules({prefetch: [{where: {href_matches: '/*'}}]});
    addRules({tag: 'predictive-buttons', prefetch: [{urls: [url]}]});
    for (const odd of ['{', 'null', '[]', '{"prefetch": [null, 1, {}]}', '{"prefetch": "x"}']) addRules(odd);
    addRules({prefetch: [{where: {selector_matches: '::'}, eagerness: 'immediate'}]});
    addRules({prefetch: [{where: {href_matches: ':('}, eagerness: 'immediate'}]});
    expect(isRequested()).to.be.false;
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
    it(`reads a document rule for ${name}`, () => {
      addRules({prefetch: [{where, eagerness: 'immediate'}]});
      expect(isRequested()).to.equal(expected);
    });

  it('applies document rules only to links, including the one in a button', () => {
    addRules({prefetch: [{eagerness: 'immediate'}]});
    expect(isRequested()).to.be.true;
    expect(isRequested('prefetch', {markup: '<button></button>'})).to.be.false;
    const button = document.createElement('div');
    button.attachShadow({mode: 'open'}).innerHTML = '<a href="/shop/page"></a>';
    expect(isRequestedByPage(url, {action: 'prefetch', element: button})).to.be.true;
  });
});
