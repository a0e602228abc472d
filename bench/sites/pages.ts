import {readFileSync, writeFileSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';

/** A page of every site, at `/p/SLUG`. */
export interface SitePage {
  slug: string;
  title: string;
  text: string;
}

const words =
  'anchors barley cedar dunes ember fjord glacier harbour island juniper kelp lagoon ' +
  'meadow nectar orchard pebble quartz reef saffron tundra umber valley willow zephyr';

/** Twelve for the sidebar and twelve for links in the text; no visit opens one twice. */
export const sitePages: readonly SitePage[] = words.split(' ').map((slug, index) => ({
  slug,
  title: `${slug[0]!.toUpperCase()}${slug.slice(1)}`,
  text: `Page ${index + 1} says something about ${slug}. `.repeat(6).trim(),
}));

export const startPage: SitePage = {slug: 'start', title: 'Start', text: 'The first page.'};

export const inSidebar = sitePages.slice(0, 12);
export const inText = sitePages.slice(12);

/** The slug of the page that a request is for: its document, data or code. */
export function slugIn(url: string): string | undefined {
  return url
    .split('?')[0]!
    .toLowerCase()
    .split(/[^a-z]+/)
    .find((word) => sitePages.some(({slug}) => slug === word));
}

/** The slug of the page whose text is in a script; none for one with several pages. */
export function slugOfText(script: string): string | undefined {
  const found = sitePages.filter(({text}) => script.includes(text));
  return found.length === 1 ? found[0]!.slug : undefined;
}

/** Writes the documents of a site from its template, `index.html`, which becomes the start page. */
export function writeDocuments(folder: string): void {
  const template = readFileSync(join(folder, 'index.html'), 'utf8');
  mkdirSync(join(folder, 'p'), {recursive: true});
  for (const page of [startPage, ...sitePages]) {
    const path = page === startPage ? 'index.html' : `p/${page.slug}.html`;
    const values: Record<string, string> = {...page, sidebar: anchors(inSidebar), links: anchors(inText)};
    const html = template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
    writeFileSync(join(folder, path), html);
  }
}

function anchors(pages: readonly SitePage[]): string {
  return pages.map(({slug, title}) => `<a href="/p/${slug}">${title}</a>`).join(' ');
}
