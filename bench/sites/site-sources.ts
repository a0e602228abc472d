// What sites need besides their folders in `apps/` and `demo/routers/`: pages, views, data.
import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {inText, sitePages, startPage} from './pages.js';

/** As in the README: the whole folder of the package, beside the site's own files. */
export function copyScript(folder: string, into: string): void {
  cpSync(join(folder, 'node_modules/predictive-buttons/dist'), join(folder, into, 'predictive-buttons'), {
    recursive: true,
  });
}

/** Markdown of VitePress. */
export function writeMarkdown(folder: string): void {
  mkdirSync(join(folder, 'p'), {recursive: true});
  const links = inText.map(({slug, title}) => `- [${title}](/p/${slug})`).join('\n');
  for (const {slug, title, text} of [startPage, ...sitePages]) {
    const page = `# ${title}\n\n<div data-page="${slug}"></div>\n\n${text}\n\n${links}\n`;
    writeFileSync(join(folder, slug === startPage.slug ? 'index.md' : `p/${slug}.md`), page);
  }
}

/** Both Astro sites have one source. */
export function chooseRouter(folder: string, hasClientRouter: boolean): void {
  writeFileSync(join(folder, 'src/options.json'), JSON.stringify({hasClientRouter}));
}

/** A module for each page, which the router loads when it is opened. */
export function writeViews(folder: string): void {
  mkdirSync(join(folder, 'views'), {recursive: true});
  for (const {slug, title, text} of sitePages) {
    const view = `export function Component() {\n  return <><h1>${title}</h1><p>${text}</p></>;\n}\n`;
    writeFileSync(join(folder, 'views', `${slug}.jsx`), view);
  }
}

/** Markdown of Docusaurus, with all pages in one sidebar. */
export function writeDocusaurusPages(folder: string): void {
  mkdirSync(join(folder, 'docs/p'), {recursive: true});
  const links = inText.map(({slug, title}) => `- [${title}](/p/${slug})`).join('\n');
  for (const {slug, title, text} of [startPage, ...sitePages]) {
    const isStart = slug === startPage.slug;
    const address = isStart ? 'slug: /\n' : '';
    const head = `---\ntitle: ${title}\ndisplayed_sidebar: pages\n${address}---\n\n`;
    const page = `${head}<div data-page="${slug}"></div>\n\n${text}\n\n${links}\n`;
    writeFileSync(join(folder, isStart ? 'docs/start.md' : `docs/p/${slug}.md`), page);
  }
}

/** A lazy component for each page, and its route. */
export function writeAngularViews(folder: string): void {
  mkdirSync(join(folder, 'src/views'), {recursive: true});
  for (const {slug, title, text} of sitePages) {
    const template = `<main class="content" data-page="${slug}"><h1>${title}</h1><p>${text}</p></main>`;
    const view = `import {Component} from '@angular/core';\n\n@Component({selector: 'app-view', template: '${template}'})\nexport class View {}\n`;
    writeFileSync(join(folder, `src/views/${slug}.ts`), view);
  }
  const routes = sitePages.map(
    ({slug}) =>
      `  {path: 'p/${slug}', loadComponent: () => import('./views/${slug}').then(({View}) => View)},\n`,
  );
  writeFileSync(
    join(folder, 'src/routes.ts'),
    `import type {Routes} from '@angular/router';\n\nexport const viewRoutes: Routes = [\n${routes.join('')}];\n`,
  );
}

/** The data of each page, which a loader fetches. */
export function writeData(folder: string): void {
  mkdirSync(join(folder, 'public/data'), {recursive: true});
  for (const page of sitePages)
    writeFileSync(join(folder, `public/data/${page.slug}.json`), JSON.stringify(page));
}
