import {expect} from '@open-wc/testing';
import {refusalOf} from '../../src/preload/safety.js';

const base = 'https://shop.example/products/list?page=2';

function refusal(href: string | null, attributes: Record<string, string> = {}): string | undefined {
  const element = document.createElement('a');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return refusalOf(href, {element, base});
}

describe('refusalOf', () => {
  it('lets plain pages of the same origin through', () => {
    for (const href of [
      '/',
      '/products/7',
      'details',
      'https://shop.example/basket',
      '/carton',
      '/blog/undeleted',
      '/about#team',
    ])
      expect(refusal(href), href).to.be.undefined;
  });

  const refused: [string | null, string, Record<string, string>?][] = [
    [null, 'no-url'],
    ['', 'no-url'],
    ['http://[', 'no-url'],
    ['javascript:alert(1)', 'scheme'],
    ['mailto:a@shop.example', 'scheme'],
    ['data:text/html,hi', 'scheme'],
    ['blob:https://shop.example/1', 'scheme'],
    ['https://other.example/', 'cross-origin'],
    ['http://shop.example/x', 'cross-origin'],
    ['//other.example/x', 'cross-origin'],
    ['/search?q=1', 'query'],
    ['#section', 'query'],
    ['/products/list', 'current-page'],
    ['/file', 'download', {download: ''}],
    ['/page', 'other-target', {target: '_blank'}],
    ['/page', 'nofollow', {rel: 'noopener nofollow'}],
    ['/page', 'opted-out', {'data-no-preload': ''}],
    ['/logout', 'unsafe-path'],
    ['/account/sign-out', 'unsafe-path'],
    ['/signout', 'unsafe-path'],
    ['/cart/add/7', 'unsafe-path'],
    ['/add-to-basket', 'unsafe-path'],
    ['/posts/7/delete', 'unsafe-path'],
    ['/unsubscribe', 'unsafe-path'],
    ['/%6Cogout', 'unsafe-path'],
    ['/auth/magic/abc', 'unsafe-path'],
  ];
  for (const [href, reason, attributes] of refused) {
    it(`refuses ${href ?? 'nothing'}${attributes ? ` ${JSON.stringify(attributes)}` : ''}: ${reason}`, () => {
      expect(refusal(href, attributes)).to.equal(reason);
    });
  }

  it('takes target=_self and an empty target for the same page', () => {
    expect(refusal('/page', {target: '_self'})).to.be.undefined;
    expect(refusal('/page', {target: ''})).to.be.undefined;
  });
});
