import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import type {PreloadAction} from '../../src/core/preload.js';
import {checkUrl, isMaybeSameSite, type UrlCheck} from '../../src/preload/safety.js';
import {harmlessUrls, unsafeUrls} from './url-lists.js';

const here = 'https://shop.example/products/list?page=2';

/** Words that count anywhere in a segment, ones that count as a whole one, and ones that count beside an id. */
const unsafeWords = [
  'logout',
  'logoff',
  'signout',
  'endsession',
  'unsubscribe',
  'unsub',
  'optout',
  'passwordless',
];
const unsafeParts = [
  ...[
    'delete',
    'remove',
    'destroy',
    'discard',
    'revoke',
    'deactivate',
    'activate',
    'confirm',
    'verify',
    'add',
  ],
  ...[
    'addtobasket',
    'addtobag',
    'addtowishlist',
    'buynow',
    'ordernow',
    'oneclick',
    'optin',
    'approve',
    'download',
  ],
  ...['upvote', 'downvote', 'adclick', 'aclk', 'clicktrack', 'clicktracker', 'clickthrough', 'doubleclick'],
  ...['abmelden', 'loeschen', 'supprimer', 'eliminar', 'apagar', 'rimuovi', 'verwijderen', 'radera', 'usun'],
  ...[
    'wyloguj',
    'iptal',
    'kaydet',
    'удалить',
    'выйти',
    'udalit',
    '退出',
    '注销',
    '削除',
    'ログアウト',
    '삭제',
  ],
];
const unsafeWithId = [
  ...[
    'buy',
    'pay',
    'purchase',
    'vote',
    'like',
    'follow',
    'claim',
    'redirect',
    'out',
    'outbound',
    'redeem',
    'token',
  ],
  ...['otp', 'quota', 'cart', 'magic', 'lang', 'locale', 'cancel', 'accept', 'decline', 'reject', 'export'],
  ...['click', 'clk', 'generate', 'callback', 'impersonate', 'subscribe', 'exit', 'invite', 'track'],
];

type Options = Partial<UrlCheck> & {attributes?: Record<string, string>};

/** The refusal, or else the URL. */
function outcome(href: string | null, {attributes = {}, ...options}: Options = {}): string {
  const element = document.createElement('a');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const checked = checkUrl(href, {action: 'prefetch', element, base: here, here, allow: [], ...options});
  return 'url' in checked ? checked.url.href : checked.refusal;
}

describe('checkUrl', () => {
  it('accepts plain pages of the same origin, without their hash', () => {
    for (const [href, url] of [
      ['/', 'https://shop.example/'],
      ['/products/7', 'https://shop.example/products/7'],
      ['details', 'https://shop.example/products/details'],
      ['https://shop.example:443/basket', 'https://shop.example/basket'],
      ['/about#team', 'https://shop.example/about'],
    ] as const)
      expect(outcome(href)).to.equal(url);
  });

  const refused: [string | null, string, Record<string, string>?][] = [
    [null, 'no-url'],
    ['', 'no-url'],
    ['  ', 'no-url'],
    ['http://[', 'no-url'],
    ['javascript:alert(1)', 'scheme'],
    ['mailto:a@shop.example', 'scheme'],
    ['tel:1', 'scheme'],
    ['data:text/html,hi', 'scheme'],
    ['blob:https://shop.example/1', 'scheme'],
    ['file:///etc/hosts', 'scheme'],
    ['https://me@shop.example/x', 'credentials'],
    ['https://other.example/', 'cross-origin'],
    ['http://shop.example/x', 'cross-origin'],
    ['https://shop.example:8443/x', 'cross-origin'],
    ['//other.example/x', 'cross-origin'],
    ['/search?q=1', 'query'],
    ['#section', 'query'],
    ['/products/list', 'current-page'],
    ['/file', 'download', {download: ''}],
    ['/manual.PDF', 'download'],
    ['/disk.img', 'download'],
    ['/figures.ods', 'download'],
    ['/kit-1.0.tar.gz', 'download'],
    ['/page', 'other-target', {target: '_blank'}],
    ['/page', 'other-target', {target: 'window'}],
    ['/page', 'nofollow', {rel: 'noopener NoFollow'}],
    ['/page', 'opted-out', {'data-no-preload': ''}],
    ['/page', 'not-get', {'data-method': 'delete'}],
    ['/page', 'not-get', {'data-turbo-method': 'post'}],
    ['/page', 'not-get', {'data-turbo-confirm': 'Sure?'}],
  ];
  for (const [href, refusal, attributes] of refused) {
    it(`refuses ${href ?? 'nothing'}${attributes ? ` ${JSON.stringify(attributes)}` : ''}: ${refusal}`, () => {
      expect(outcome(href, {attributes: attributes ?? {}})).to.equal(refusal);
    });
  }

  it('recognises other spellings of the same page, target and method', () => {
    expect(outcome('/page', {attributes: {target: '_SELF'}})).to.equal('https://shop.example/page');
    expect(outcome('/page', {attributes: {target: ''}})).to.equal('https://shop.example/page');
    expect(outcome('/page', {attributes: {'data-method': 'GET'}})).to.equal('https://shop.example/page');
    expect(outcome('/page', {attributes: {rel: 'external nofollower'}})).to.equal(
      'https://shop.example/page',
    );
    const allow = ['query'];
    expect(outcome('?page=2', {allow})).to.equal('current-page');
    expect(outcome('?page=2#top', {allow})).to.equal('current-page');
    expect(outcome('#top', {allow})).to.equal('current-page');
  });

  it('takes another query for another page', () => {
    const allow = ['query'];
    expect(outcome('?page=3', {allow})).to.equal('https://shop.example/products/list?page=3');
    expect(outcome('?page=2&sort=price', {allow})).to.match(/sort=price$/);
    expect(outcome('?page=1', {allow, here: 'https://shop.example/products/list'})).to.match(/page=1$/);
    expect(outcome('?page=3')).to.equal('query');
  });

  it('uses the origin of a frame without an address', () => {
    const frame = {here: 'about:srcdoc', base: 'https://shop.example/outer'};
    expect(outcome('/page', {...frame, origin: 'https://shop.example'})).to.equal(
      'https://shop.example/page',
    );
    expect(outcome('/outer', {...frame, origin: 'https://shop.example'})).to.equal(
      'https://shop.example/outer',
    );
    expect(outcome('//other.example/', {...frame, origin: 'https://shop.example'})).to.equal('cross-origin');
    // As in a sandbox.
    expect(outcome('/page', {...frame, origin: 'null'})).to.equal('cross-origin');
  });

  it('respects the target of <base>', () => {
    const base = document.createElement('base');
    base.target = '_blank';
    document.head.append(base);
    try {
      expect(outcome('/page')).to.equal('other-target');
      expect(outcome('/page', {attributes: {target: '_self'}})).to.equal('https://shop.example/page');
    } finally {
      base.remove();
    }
  });

  it('respects data-no-preload around the element, also across shadow roots', () => {
    const outer = document.createElement('div');
    outer.setAttribute('data-no-preload', '');
    outer.innerHTML = '<p><a href="/page"></a></p>';
    const inside = document.createElement('a');
    outer.append(document.createElement('section'));
    outer.lastElementChild!.attachShadow({mode: 'closed'}).append(inside);
    expect(outcome('/page', {element: outer.querySelector('a')!})).to.equal('opted-out');
    expect(outcome('/page', {element: inside})).to.equal('opted-out');
    outer.removeAttribute('data-no-preload');
    expect(outcome('/page', {element: inside})).to.equal('https://shop.example/page');
  });

  for (const attributes of [
    {'data-http-method': 'put'},
    {'data-ajax-method': 'post'},
    {'up-method': 'delete'},
    {'data-confirm': ''},
    {'up-confirm': 'Sure?'},
    {'wire:confirm': 'Sure?'},
    {'data-remote': 'true'},
    {'data-turbo-stream': ''},
    {'hx-post': '/x'},
    {'hx-put': '/x'},
    {'hx-patch': '/x'},
    {'hx-delete': '/x'},
    {'data-hx-delete': '/x'},
    {'hx-confirm': 'Sure?'},
    {onclick: 'return confirm("Sure?")'},
    {onclick: 'if (!window.confirm("Sure?")) return false'},
    {onclick: 'event.preventDefault(); document.forms.out.submit()'},
    {onclick: 'return removeIt(5)'},
  ])
    it(`refuses a link that asks first or sends something: ${JSON.stringify(attributes)}`, () => {
      expect(outcome('/page', {attributes: attributes as unknown as Record<string, string>})).to.equal(
        'not-get',
      );
    });

  it('refuses a link in an element whose handler asks first or does something else', () => {
    const outer = document.createElement('div');
    outer.innerHTML = '<p><a href="/page"></a></p>';
    const element = outer.querySelector('a')!;
    for (const handler of ['return confirm("Sure?")', 'return false', 'event.preventDefault()']) {
      outer.setAttribute('onclick', handler);
      expect(outcome('/page', {element}), handler).to.equal('not-get');
    }
    outer.setAttribute('onclick', 'track("card")');
    expect(outcome('/page', {element})).to.match(/^https/);
  });

  const optOuts: Record<string, string>[] = [
    {'data-turbo-prefetch': 'false'},
    {'data-turbo': 'false'},
    {'data-sveltekit-preload-data': 'false'},
    {'data-sveltekit-preload-data': 'off'},
    {'data-astro-prefetch': 'false'},
    {'data-prefetch': 'false'},
    {'up-preload': 'false'},
    {'data-no-instant': ''},
    {class: 'card no-prefetch'},
  ];
  for (const attributes of optOuts)
    it(`respects the opt-out of another tool, on and around a link: ${JSON.stringify(attributes)}`, () => {
      expect(outcome('/page', {attributes})).to.equal('opted-out');
      const outer = document.createElement('div');
      for (const [name, value] of Object.entries(attributes)) outer.setAttribute(name, value);
      outer.innerHTML = '<p><a href="/page"></a></p>';
      expect(outcome('/page', {element: outer.querySelector('a')!})).to.equal('opted-out');
    });

  it('lets the nearest attribute decide, as those tools do', () => {
    const outer = document.createElement('div');
    outer.innerHTML = '<p><a href="/page"></a></p>';
    const [inner, element] = [outer.querySelector('p')!, outer.querySelector('a')!];
    for (const [name, off, on] of [
      ['data-turbo', 'false', 'true'],
      ['data-turbo-prefetch', 'false', 'true'],
      ['data-sveltekit-preload-data', 'off', 'hover'],
      ['hx-confirm', 'Sure?', 'unset'],
    ] as const) {
      outer.setAttribute(name, off);
      expect(outcome('/page', {element}), name).to.be.oneOf(['opted-out', 'not-get']);
      inner.setAttribute(name, on);
      expect(outcome('/page', {element}), name).to.match(/^https/);
      outer.removeAttribute(name);
    }
    outer.setAttribute('data-no-instant', '');
    inner.setAttribute('data-instant', '');
    expect(outcome('/page', {element})).to.match(/^https/);
  });

  it('lets other attributes and handlers of these tools be', () => {
    for (const attributes of [
      {'data-remote': 'false'},
      {'data-turbo-action': 'replace'},
      {'hx-get': '/page'},
      {'hx-boost': 'true'},
      {'up-follow': ''},
      {onclick: 'track("link")'},
      {onclick: 'return true'},
      {'data-astro-prefetch': 'hover'},
      {class: 'no-prefetching'},
    ])
      expect(
        outcome('/page', {attributes: attributes as unknown as Record<string, string>}),
        JSON.stringify(attributes),
      ).to.match(/^https/);
  });

  it('renders nothing where only that is opted out', () => {
    const attributes = {class: 'no-prerender'};
    expect(outcome('/page', {attributes, action: 'prerender'})).to.equal('opted-out');
    expect(outcome('/page', {attributes})).to.equal('https://shop.example/page');
  });

  it('lets nothing pass that preload-only does not list, by any action', () => {
    const only = '/docs/*  /products/*\n/about https://other.example/* https://*.cdn.example/lib/*.js';
    const check = (href: string, action: PreloadAction = 'prefetch') =>
      outcome(href, {only, action, allow: ['query', 'cross-origin']});
    for (const href of ['/docs/', '/docs/a/b', '/products/7?page=2', '/about', '/about?a=1'])
      expect(check(href), href).to.equal(`https://shop.example${href}`);
    for (const href of [
      '/',
      '/docs',
      '/doc/a',
      '/a/docs/b',
      '/about/us',
      '/Docs/a',
      '//third.example/docs/a',
    ])
      expect(check(href), href).to.equal('not-listed');
    expect(check('/docs/logout-all')).to.match(/^https/);
    expect(check('/products/5/delete')).to.equal('unsafe-words');
    expect(check('https://other.example/any')).to.equal('https://other.example/any');
    expect(check('https://a.cdn.example/lib/x.js', 'module')).to.match(/^https/);
    expect(check('https://cdn.example/lib/x.js', 'module')).to.equal('not-listed');
    expect(check('https://a.cdn.example.evil.example/lib/x.js', 'module')).to.equal('not-listed');
    expect(check('https://evil.example/x.cdn.example/lib/x.js', 'module')).to.equal('not-listed');
    for (const action of ['preconnect', 'module', 'prefetch', 'prerender'] as const)
      expect(check('/other', action)).to.equal('not-listed');
    expect(check('https://third.example/', 'preconnect')).to.equal('not-listed');
  });

  it('resolves the patterns of preload-only against the base, and takes them literally but for the *', () => {
    const base = 'https://shop.example/app/index';
    expect(outcome('/app/docs/a', {base, only: 'docs/*'})).to.match(/^https/);
    expect(outcome('/docs/a', {base, only: 'docs/*'})).to.equal('not-listed');
    expect(outcome('/a.b', {only: '/a.b'})).to.match(/^https/);
    expect(outcome('/axb', {only: '/a.b'})).to.equal('not-listed');
    expect(outcome('/wiki/Foo_(bar)', {only: '/wiki/Foo_(bar)'})).to.match(/^https/);
    expect(outcome('/caf%C3%A9/x', {only: '/café/*'})).to.match(/^https/);
    const allow = ['query'];
    expect(outcome('/list?page=2', {allow, only: '/list?page=*'})).to.match(/^https/);
    expect(outcome('/list?sort=2', {allow, only: '/list?page=*'})).to.equal('not-listed');
    expect(outcome('/list', {allow, only: '/list?page=*'})).to.equal('not-listed');
    expect(outcome('/page', {only: ''})).to.equal('not-listed');
    expect(outcome('/page', {only: null})).to.match(/^https/);
  });

  it('warns once about a pattern that is no URL, which matches nothing', () => {
    const {warn} = console;
    const warnings: string[] = [];
    console.warn = (text: string) => void warnings.push(text);
    try {
      for (let i = 0; i < 3; i++) expect(outcome('/page', {only: 'http://[ /docs/*'})).to.equal('not-listed');
      expect(outcome('/docs/a', {only: 'http://[ /docs/*'})).to.match(/^https/);
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.contain('preload-only="http://["');
  });

  it('allows query strings and other origins separately', () => {
    const query = ['query'];
    const origin = ['cross-origin'];
    expect(outcome('/search?q=1', {allow: query})).to.equal('https://shop.example/search?q=1');
    expect(outcome('/search?q=1', {allow: origin})).to.equal('query');
    expect(outcome('https://other.example/', {allow: origin})).to.equal('https://other.example/');
    expect(outcome('https://other.example/', {allow: query})).to.equal('cross-origin');
    expect(outcome('https://other.example/?q=1', {allow: origin})).to.equal('query');
    expect(outcome('https://other.example/products/list', {allow: origin})).to.match(/^https/);
  });

  it('never allows rendering a page of another origin', () => {
    const allow = ['cross-origin', 'query'];
    expect(outcome('https://other.example/', {action: 'prerender', allow})).to.equal('cross-origin');
  });

  it('checks only what applies to connections and modules', () => {
    const attributes = {target: '_blank', rel: 'nofollow', download: ''};
    const check = (action: PreloadAction, href: string) => outcome(href, {action, attributes});
    expect(check('preconnect', '/logout?now')).to.equal('https://shop.example/logout?now');
    expect(check('preconnect', 'https://other.example/')).to.equal('cross-origin');
    expect(check('module', '/route.js')).to.equal('https://shop.example/route.js');
    expect(check('module', '/route.js?v=3')).to.equal('query');
    expect(check('module', '/logout.js')).to.equal('unsafe-words');
    const out = {attributes: {'data-no-preload': ''}};
    expect(outcome('/', {action: 'preconnect', ...out})).to.equal('opted-out');
    expect(outcome('/x.js', {action: 'module', ...out})).to.equal('opted-out');
  });

  it('calls the filter last: false or an error refuses, anything else does not', () => {
    const seen: string[] = [];
    const answer = (value: unknown) => (url: URL) => {
      seen.push(url.href);
      url.pathname = '/changed';
      return value as boolean;
    };
    expect(outcome('/page', {filter: answer(false)})).to.equal('filter');
    expect(outcome('/page', {filter: answer(true)})).to.equal('https://shop.example/page');
    expect(outcome('/page', {filter: answer(undefined)})).to.equal('https://shop.example/page');
    expect(outcome('/logout', {filter: answer(true)})).to.equal('unsafe-words');
    expect(seen.join()).to.equal(Array(3).fill('https://shop.example/page').join());
    const filter = (): boolean => {
      throw new Error('no');
    };
    expect(outcome('/page', {filter})).to.equal('filter');
  });

  it('keeps its rules for any URL', () => {
    const part = fc.oneof(
      fc.webSegment(),
      fc.constantFrom('a', 'b.zip', 'list', '%2e%2e', '..', ...unsafeWords, ...unsafeParts),
    );
    const href = fc.oneof(
      fc.string(),
      fc.webUrl({withQueryParameters: true, withFragments: true}),
      fc
        .tuple(
          fc.constantFrom('', 'https://shop.example', 'http://shop.example', '//x.test', 'ftp://x', 'blob:'),
          fc.array(part, {maxLength: 4}),
          fc.constantFrom('', '#a', '?q=1', '?do=logout', '?logout'),
        )
        .map(([origin, parts, rest]) => `${origin}/${parts.join('/')}${rest}`),
    );
    const allow = fc.subarray(['query', 'cross-origin']);
    let passed = 0;
    fc.assert(
      fc.property(href, allow, fc.constantFrom('prefetch', 'prerender'), (text, allowed, action) => {
        const result = outcome(text, {allow: allowed, action});
        if (!result.includes(':')) return;
        passed++;
        const url = new URL(result);
        if (!['http:', 'https:'].includes(url.protocol)) throw new Error('scheme');
        if (url.hash !== '') throw new Error('hash');
        if (url.origin !== 'https://shop.example') {
          if (!allowed.includes('cross-origin') || action === 'prerender') throw new Error('origin');
        } else if (url.pathname === '/products/list' && ['', '?page=2'].includes(url.search))
          throw new Error('current page');
        if (url.search !== '' && !allowed.includes('query')) throw new Error('query');
        for (const piece of url.href.toLowerCase().split(/[^a-z]+/))
          if (unsafeWords.includes(piece)) throw new Error(piece);
        for (const piece of url.pathname.toLowerCase().split('/'))
          if (unsafeParts.includes(piece)) throw new Error(piece);
        // Allowing more never refuses more.
        if (action === 'prefetch') expect(outcome(text, {allow: ['query', 'cross-origin']})).to.equal(result);
      }),
      {seed: 4, numRuns: 5000},
    );
    expect(passed).to.be.above(500);
  });
});

describe('the words that make a URL unsafe', () => {
  const isRefused = (href: string) => outcome(href, {allow: ['query']}) === 'unsafe-words';

  const spellings: ((word: string) => string)[] = [
    (word) => word,
    (word) => word.toUpperCase(),
    (word) => `${word}.php`,
    (word) => encodeURIComponent(word),
    (word) => encodeURIComponent(encodeURIComponent(word)),
    (word) => `%${word.charCodeAt(0).toString(16)}${word.slice(1)}`,
    (word) => `%25${word.charCodeAt(0).toString(16)}${word.slice(1)}`,
    (word) => `a%2F${word}`,
    (word) => `${word};id=3`,
    (word) => `${word}2`,
    (word) => `${word}_7`,
  ];

  it('are found in a path wherever and however they are written', () => {
    for (const word of unsafeWords)
      for (const written of [...spellings, (word: string) => `user-${word}`])
        for (const place of ['/?', '/a/?', '/?/b', '/a/?/b/'])
          expect(isRefused(place.replace('?', written(word))), written(word)).to.be.true;
  });

  it('or only as a whole segment', () => {
    for (const word of unsafeParts)
      for (const written of /^[a-z]/.test(word) ? spellings : spellings.slice(0, 5))
        for (const place of ['/?', '/a/?', '/?/b', '/a/?/b/'])
          expect(isRefused(place.replace('?', written(word))), place.replace('?', written(word))).to.be.true;
    for (const word of unsafeParts.filter((word) => /^[a-z]/.test(word)))
      expect(isRefused(`/x${word}`), word).to.be.false;
  });

  it('or only beside an id', () => {
    for (const word of unsafeWithId.filter(
      (word) => !['clk', 'impersonate', 'lang', 'locale'].includes(word),
    )) {
      expect(isRefused(`/${word}/77`), word).to.be.true;
      expect(isRefused(`/things/77/${word}`), word).to.be.true;
      expect(isRefused(`/${word}.php`), word).to.be.true;
      expect(isRefused(`/things/${word}`), word).to.be.false;
    }
  });

  it('are found in the names and values of parameters', () => {
    for (const word of [...unsafeWords, ...unsafeParts, ...unsafeWithId])
      for (const query of [`?${word}`, `?${word}=1`, `?a=1&do=${word}`, `?a=${word}`, `?a[${word}]=`])
        if (unsafeWords.includes(word) || !query.includes('['))
          expect(isRefused(`/page${query}`), query).to.be.true;
    for (const query of ['?action=anything', '?task=job.start', '?cmd=x', '?_method=put'])
      expect(isRefused(`/page${query}`), query).to.be.true;
    for (const query of ['?q=delete', '?query=log+out', '?page=2&sort=price', '?action=view', '?tab=reviews'])
      expect(isRefused(`/page${query}`), query).to.be.false;
  });

  /** What the words don't tell: names of services and people, pages elsewhere, and short-hands. */
  const misjudged = [
    ...['/connect/github', '/backup/create', '/bye', '/friends/request/12', '/follow/anna', '/poke/12'],
    ...['/checkout/complete', '/keys/new/generate', '/webhooks/5/test', '/password/forgot/send', '/i/9f3ab'],
    ...['/double-opt-in/9f', '/dark-mode', '/view/mobile', '/stop-impersonating', '/aff/12', '/pixel/9f'],
    ...['/hesap-sil', '/verify', '/add', '/activate'],
  ];

  for (const href of unsafeUrls.filter((each) => !misjudged.includes(each)))
    it(`are found in ${href}`, () => expect(isRefused(href)).to.be.true);

  for (const href of harmlessUrls.filter((each) => !misjudged.includes(each)))
    it(`are not seen in ${href}`, () => expect(isRefused(href)).to.be.false);

  it('count beside a query, which may name what to act on', () => {
    for (const href of [
      '/products/delete?item=sofa',
      '/docs/remove?x',
      '/track?item=sofa',
      '/cancel?order=a',
    ])
      expect(isRefused(href), href).to.be.true;
    for (const href of ['/products/sofa?color=red', '/docs/api?page=2', '/buying-guide?page=2'])
      expect(isRefused(href), href).to.be.false;
  });

  it('take the dates of a blog for no ids, but other numbers like years', () => {
    expect(isRefused('/2024/05/vote')).to.be.false;
    expect(isRefused('/blog/2024/5/like')).to.be.false;
    expect(isRefused('/posts/2024/like')).to.be.true;
    expect(isRefused('/archive/2024')).to.be.false;
    expect(isRefused('/articles/2024/delete')).to.be.true;
  });

  it('are found in the route after a hash', () => {
    expect(isRefused('/app#!/users/5/delete')).to.be.true;
    expect(isRefused('/app#/logout')).to.be.true;
    expect(isRefused('/app#logout')).to.be.false;
  });

  for (const href of [
    '/account/sign-out',
    '/signOut',
    '/log_out.do',
    '/Log%20out',
    '/cart/add/7',
    '/add-to-basket',
    '/posts/7/delete',
    '/auth/magic/abc',
    '/déconnexion',
    '/lang/de',
    '/posts/7/like',
    '/like.php',
    '/shop?add-to-cart=7',
    '/?lang=de',
    '/ｌｏｇｏｕｔ',
  ])
    it(`are found in ${href}`, () => expect(isRefused(href)).to.be.true);

  for (const href of [
    '/carton',
    '/blog/undeleted',
    '/blog/how-i-like-it',
    '/add-ons',
    '/language-reference',
    '/tokens',
    '/lookout',
    '/catalogue/out-of-print',
    '/search?q=shoes',
    '/%E0%A4%A',
  ])
    it(`are not seen in ${href}`, () => expect(isRefused(href)).to.be.false);
});

describe('isMaybeSameSite', () => {
  const same = (a: string, b: string) => isMaybeSameSite(new URL(a), new URL(b));

  it('is true where cookies may be shared, and errs towards true', () => {
    expect(same('https://a.shop.example/', 'https://b.shop.example/')).to.be.true;
    expect(same('https://shop.example/', 'https://www.shop.example./')).to.be.true;
    expect(same('http://shop.example/', 'https://shop.example:8443/')).to.be.true;
    expect(same('https://a.co.uk/', 'https://b.co.uk/')).to.be.true;
    expect(same('http://localhost:1/', 'http://localhost:2/')).to.be.true;
    expect(same('http://127.0.0.1:1/', 'http://127.0.0.1:2/')).to.be.true;
    expect(same('http://[::1]:1/', 'http://[::1]:2/')).to.be.true;
  });

  it('is false for other names and addresses', () => {
    expect(same('https://shop.example/', 'https://shop.test/')).to.be.false;
    expect(same('https://shop.example/', 'https://xshop.example/')).to.be.false;
    expect(same('http://127.0.0.1/', 'http://10.0.0.1/')).to.be.false;
    expect(same('http://127.0.0.1/', 'http://localhost/')).to.be.false;
    expect(same('http://[::1]/', 'http://[::2]/')).to.be.false;
  });
});
