// What the built site refers to, and whether it is there: its files name each other, and the pages of
// documentation link to pages and headings.
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join, posix} from 'node:path';

/** A page of documentation as it was rendered. */
export interface RenderedPage {
  id: string;
  /** The `href` or `src` of what the page links to or shows, as written. */
  links: readonly string[];
  /** The ids of its elements. */
  anchors: readonly string[];
}

/** What a link of a page may lead to. */
export interface Site {
  /** The ids of its stories and pages. */
  entries: ReadonlySet<string>;
  hasFile: (path: string) => boolean;
}

/** Another site, or something that is no address of a page. */
const elsewhere = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

/** References of HTML and style sheets to other files. */
const inMarkup =
  /\b(?:href|src)="([^"]+)"|\burl\((?:"([^"]+)"|'([^']+)'|([^'")]+))\)|\bimport\s*'(\.[^']+)'/g;

/**
 * References of scripts to other files: imports, what `import.meta.url` is added to, and the list of chunks to
 * preload. Only names with the hash of a build: Storybook's own texts name files of examples.
 */
const inScripts = /["'`]((?:\.{1,2}\/|assets\/)[\w./-]+-[\w-]{8}\.(?:js|css|wasm|svg|png|woff2))["'`]/g;

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** The site that `storybook build` wrote to a folder. */
export function readSite(folder: string): Site {
  const {entries} = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {entries: object};
  return {entries: new Set(Object.keys(entries)), hasFile: (path) => isFile(join(folder, path))};
}

/** The path of a file of the site that a file or page at `from` refers to; undefined for other sites. */
function pathOf(reference: string, from: string): string | undefined {
  if (elsewhere.test(reference)) return undefined;
  const path = decodeURI(reference.replace(/[?#].*$/, ''));
  if (path === '') return undefined;
  // The site may be hosted below a folder, so an absolute path leads out of it.
  return path.startsWith('/') ? path : posix.join(posix.dirname(from), path);
}

/** References from files to files that are not there, as `file: reference`. */
export function brokenReferences(folder: string): string[] {
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).map((file) =>
    file.replaceAll('\\', '/'),
  );
  return files.flatMap((file) => {
    const isScript = file.startsWith('assets/') && file.endsWith('.js');
    if (!isScript && !/\.(?:html|css)$/.test(file)) return [];
    const text = readFileSync(join(folder, file), 'utf8');
    const found = [...text.matchAll(isScript ? inScripts : inMarkup)].map(([, ...groups]) =>
      groups.find((group) => group !== undefined)!,
    );
    return [...new Set(found)]
      .filter((reference) => {
        const isFromRoot = isScript && reference.startsWith('assets/');
        const path = pathOf(reference, isFromRoot ? 'index.html' : file);
        return path !== undefined && (path.startsWith('/') || !isFile(join(folder, path)));
      })
      .map((reference) => `${file}: ${reference}`);
  });
}

/** Links of rendered pages that lead nowhere, as `page: link`. Headings of pages that were not rendered pass. */
export function brokenLinks(pages: readonly RenderedPage[], site: Site): string[] {
  const anchorsOf = new Map(pages.map(({id, anchors}) => [id, new Set(anchors)]));
  const isThere = (link: string, from: string): boolean => {
    const [address = '', anchor = ''] = link.split('#');
    const [, shown] = /^(?:\.\/|index\.html)?\?path=\/(?:docs|story)\/([^&]+)/.exec(address) ?? [];
    const [, framed] = /^(?:\.\/)?iframe\.html\?(?:.*&)?id=([^&]+)/.exec(address) ?? [];
    const entry = shown ?? framed ?? (address === '' ? from : undefined);
    if (entry === undefined) {
      const path = pathOf(address, 'index.html');
      return path === undefined || (!path.startsWith('/') && site.hasFile(path));
    }
    if (!site.entries.has(entry)) return false;
    return anchor === '' || anchorsOf.get(entry)?.has(decodeURIComponent(anchor)) !== false;
  };
  return pages.flatMap(({id, links}) =>
    [...new Set(links)].filter((link) => !isThere(link, id)).map((link) => `${id}: ${link}`),
  );
}
