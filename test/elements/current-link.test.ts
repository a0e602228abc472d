import {expect} from '@open-wc/testing';
import {currentLink} from '../../src/elements/current-link.js';

const site = 'https://shop.example';

/** What is current among these paths on a page: the path with its value. */
function current(page: string, ...paths: string[]): string | undefined {
  const found = currentLink(
    paths.map((path) => new URL(path, site).href),
    new URL(page, site).href,
  );
  return found && `${paths[found.index]} ${found.value}`;
}

describe('currentLink', () => {
  it('finds the link to the page, whatever the slash, the index file, the query and the fragment', () => {
    expect(current('/docs', '/', '/docs', '/blog')).to.equal('/docs page');
    expect(current('/docs/', '/', '/docs', '/blog')).to.equal('/docs page');
    expect(current('/docs/index.html', '/', '/docs', '/blog')).to.equal('/docs page');
    expect(current('/?utm_source=a#top', '/', '/docs')).to.equal('/ page');
  });

  it('finds the nearest part of the site around the page, but never the start page', () => {
    expect(current('/docs/start/first', '/docs', '/docs/start', '/')).to.equal('/docs/start true');
    expect(current('/docs/start', '/', '/blog')).to.equal(undefined);
    expect(current('/documents', '/doc', '/docs')).to.equal(undefined);
  });

  it('prefers the page itself to a part around it, and takes the first of equals', () => {
    expect(current('/docs/start', '/docs', '/docs/start')).to.equal('/docs/start page');
    expect(currentLink([`${site}/a`, `${site}/a`], `${site}/a`)?.index).to.equal(0);
  });

  it('takes a query and a fragment for part of the address where the link names one', () => {
    expect(current('/list?page=2', '/list?page=1', '/list?page=2', '/list')).to.equal('/list?page=2 page');
    expect(current('/list?page=3', '/list?page=1', '/list?page=2')).to.equal(undefined);
    expect(current('/app#/orders', '/app#/home', '/app#/orders')).to.equal('/app#/orders page');
  });

  it('takes no link to another site, and none that is no URL', () => {
    expect(currentLink(['https://other.example/docs', 'mailto:a@b.example', ''], `${site}/docs`)).to.equal(
      undefined,
    );
  });
});
