import {expect} from '@open-wc/testing';
import type {PreloadAction} from '../../src/core/preload.js';
import {isAskedByPage} from '../../src/preload/page-rules.js';

const url = `${location.origin}/shop/page`;

function isAsked(
  action: PreloadAction = 'prefetch',
  {of = url, markup = '<a class="x" href="/shop/page"></a>'} = {},
) {
  const holder = document.createElement('div');
  holder.innerHTML = markup;
  return isAskedByPage(of, {action, element: holder.firstElementChild!});
}

describe('isAskedByPage', () => {
  const added: Element[] = [];

  /** Adds rules for the kit to read; the browser does not act upon them. */
  function addRules(rules: unknown): void {
    const script = document.createElement('script');
    script.type = 'SpeculationRules';
    script.textContent = typeof rules === 'string' ? rules : JSON.stringify(rules);
    // What an inert document has parsed is not run.
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

  it('is false on a page that asks for nothing', () => {
    expect(isAsked()).to.be.false;
  });

  it('finds URLs in lists, relative and with a hash', () => {
    addRules({prefetch: [{urls: ['other', '/shop/page#part']}]});
    expect(isAsked()).to.be.true;
    expect(isAsked('prefetch', {of: `${location.origin}/shop/page2`})).to.be.false;
    expect(isAsked('module')).to.be.false;
  });

  it('finds links, for modules those of modules', () => {
    const of = `${location.origin}/package.json`;
    addLink('prefetch', of);
    expect(isAsked('prefetch', {of})).to.be.true;
    expect(isAsked('prerender', {of})).to.be.true;
    expect(isAsked('module', {of})).to.be.false;
    addLink('modulepreload', of);
    expect(isAsked('module', {of})).to.be.true;
  });

  it('lets a page be rendered that the rules only fetch, not the other way round', () => {
    addRules({prefetch: [{urls: [url]}]});
    expect(isAsked('prerender')).to.be.false;
    addRules({prerender: [{urls: [url]}]});
    expect(isAsked('prerender')).to.be.true;
    expect(isAsked('prefetch')).to.be.true;
  });

  it('passes over rules that wait for the person, that are ours, or that are none', () => {
    addRules({prefetch: [{urls: [url], eagerness: 'moderate'}]});
    addRules({prefetch: [{where: {href_matches: '/*'}}]});
    addRules({tag: 'predictive-buttons', prefetch: [{urls: [url]}]});
    for (const odd of ['{', 'null', '[]', '{"prefetch": [null, 1, {}]}', '{"prefetch": "x"}']) addRules(odd);
    addRules({prefetch: [{where: {selector_matches: '::'}, eagerness: 'immediate'}]});
    addRules({prefetch: [{where: {href_matches: ':('}, eagerness: 'immediate'}]});
    expect(isAsked()).to.be.false;
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
      expect(isAsked()).to.equal(expected);
    });

  it('applies document rules to links alone, also to the one in a button', () => {
    addRules({prefetch: [{eagerness: 'immediate'}]});
    expect(isAsked()).to.be.true;
    expect(isAsked('prefetch', {markup: '<button></button>'})).to.be.false;
    const button = document.createElement('div');
    button.attachShadow({mode: 'open'}).innerHTML = '<a href="/shop/page"></a>';
    expect(isAskedByPage(url, {action: 'prefetch', element: button})).to.be.true;
  });
});
