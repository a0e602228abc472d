// The check for broken links of the built site, on a site with every kind of them.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {brokenLinks, brokenReferences, readSite} from '../../scripts/docs/site-links.js';

const folder = mkdtempSync(join(tmpdir(), 'predictive-buttons-site-'));
after(() => rmSync(folder, {recursive: true, force: true}));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  }
}

write({
  'index.json': JSON.stringify({
    entries: {'guides-start--docs': {}, 'guides-theming--docs': {}, 'button--idle': {}},
  }),
  'index.html': `<link href="./main.css"><script src="./assets/main-Abcd_123.js"></script>
    <script type="module">import './gone.js';</script><img src="./gone.svg"><img src="/main.css">
    <a href="https://example.com/gone">elsewhere</a><a href="#top">here</a>`,
  'main.css': `@font-face { src: url('./font.woff2'); } a { background: url(gone.png?v=1) url("data:image/png,0"); }`,
  'font.woff2': '',
  'docs/images/demo.png': '',
  'assets/main-Abcd_123.js': `const list = ["assets/next-12345678.js", "assets/gone-12345678.css"];
    import("./next-12345678.js"); import("./gone-12345678.js"); const text = "./example.js";`,
  'assets/next-12345678.js': '',
});

test('files that name a missing file are found, in markup, styles and scripts', () => {
  assert.deepEqual(brokenReferences(folder).sort(), [
    'assets/main-Abcd_123.js: ./gone-12345678.js',
    'assets/main-Abcd_123.js: assets/gone-12345678.css',
    'index.html: ./gone.js',
    'index.html: ./gone.svg',
    // Below a folder of a host, it would lead out of the site.
    'index.html: /main.css',
    'main.css: gone.png?v=1',
  ]);
});

/** The broken ones among the links of one page, beside a page with the heading `#dark`. */
function brokenAmong(...links: string[]): string[] {
  const pages = [
    {id: 'guides-start--docs', links, anchors: ['installation', 'größe']},
    {id: 'guides-theming--docs', links: [], anchors: ['dark']},
  ];
  return brokenLinks(pages, readSite(folder));
}

test('links to pages, stories, headings and pictures that are there pass', () => {
  const links = [
    ...[
      '?path=/docs/guides-theming--docs',
      '?path=/docs/guides-theming--docs#dark',
      '?path=/story/button--idle',
    ],
    ...[
      '#installation',
      '#gr%C3%B6%C3%9Fe',
      'iframe.html?id=button--idle',
      './?path=/story/button--idle&full=1',
    ],
    ...[
      'docs/images/demo.png',
      './docs/images/demo.png',
      'https://example.com/',
      '//example.com',
      'mailto:a@b.c',
    ],
  ];
  assert.deepEqual(brokenAmong(...links), []);
});

test('links to pages, stories, headings and pictures that are not there fail, each once', () => {
  const links = [
    ...[
      '?path=/docs/guides-gone--docs',
      '?path=/docs/guides-theming--docs#gone',
      '?path=/story/button--gone',
    ],
    ...[
      '#gone',
      'iframe.html?viewMode=story&id=button--gone',
      'docs/images/gone.png',
      '/docs/images/demo.png',
    ],
    'docs/images',
  ];
  assert.deepEqual(
    brokenAmong(...links, ...links),
    links.map((link) => `guides-start--docs: ${link}`),
  );
});

test('a heading of a page that was not opened is taken as there', () => {
  const pages = [{id: 'guides-start--docs', links: ['?path=/docs/guides-theming--docs#gone'], anchors: []}];
  assert.deepEqual(brokenLinks(pages, readSite(folder)), []);
});
