import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'puppeteer-core';
import {projectRoot} from '../../scripts/project-root.js';
import {inText, sitePages, startPage, writeDocuments} from './pages.js';

export interface Site {
  name: string;
  /** The folder of its sources below the project's; else the one in `apps/` with its name. */
  source?: string;
  /** For the table. */
  title: string;
  /** How the kit was added. */
  kit: string;
  /** Whether its manifest must not say that scripts are modules: Docusaurus mixes both kinds. */
  hasUntypedScripts?: boolean;
  /** Exact versions from npm; the packed kit is added. */
  dependencies: Readonly<Record<string, string>>;
  /** Writes the pages that the build needs. */
  generate?: (folder: string) => void;
  /** The build's program in `node_modules/.bin`, with its arguments. */
  build?: readonly string[];
  /** Done after the build. */
  finish?: (folder: string) => void;
  /** The folder of static files below the site's, or the program that serves it at `$PORT`. */
  serve: StaticFiles | {program: readonly string[]};
  /** Whether the kit is to serve the presses: where documents are opened, and where a router has its entry. */
  isServed: boolean;
  /** Runs before each page's own scripts, in both runs. */
  setUp?: string;
  /** What is wrong with the page, tested after each approach. */
  check?: (page: Page) => Promise<string[]>;
}

export interface StaticFiles {
  folder: string;
  /** Whether every unknown document is the start page. */
  isSinglePage?: boolean;
  /** Of documents, in place of `Cache-Control: no-cache`. */
  headers?: Readonly<Record<string, string>>;
  /** Whether the names of scripts do not tell their page, so that the text in them has to. */
  hasHashedNames?: boolean;
}

const vite = {vite: '8.3.8'};
const viteBuild = ['vite', 'build'];
const oneLine = 'the script tag `auto.js`';
const beside = '`<predictive-region scope>`';

/** As the recipes say where the browser's cache has to serve the press. */
const keptForHalfAMinute = {'cache-control': 'private, max-age=30'};

const reactRouter = {
  dependencies: {
    ...vite,
    '@vitejs/plugin-react': '6.3.0',
    react: '19.3.1',
    'react-dom': '19.3.1',
    'react-router': '7.18.6',
  },
  generate: writeViews,
  build: viteBuild,
  serve: {folder: 'dist', isSinglePage: true},
  isServed: true,
};

const vitepress = {
  dependencies: {vitepress: '1.6.4', vue: '3.5.45'},
  generate: writeMarkdown,
  build: ['vitepress', 'build'],
  serve: {folder: '.vitepress/dist'},
};

const astro = {
  source: 'bench/sites/apps/astro',
  dependencies: {astro: '7.3.5'},
  build: ['astro', 'build'],
  serve: {folder: 'dist'},
  isServed: true,
};

const htmx = {
  source: 'bench/sites/apps/htmx',
  kit: `${beside}, \`routers/htmx\``,
  build: viteBuild,
  finish: (folder: string) => writeDocuments(join(folder, 'dist')),
  serve: {folder: 'dist', headers: {...keptForHalfAMinute, vary: 'HX-Request'}},
  isServed: true,
};

/** A demo of `demo/routers/`, which is tested as it is. */
function demo(name: string): Pick<Site, 'name' | 'source' | 'dependencies'> {
  const source = `demo/routers/${name}`;
  // A manifest of this project.
  const {dependencies} = JSON.parse(readFileSync(join(projectRoot, source, 'package.json'), 'utf8')) as Site;
  return {name, source, dependencies};
}

export const sites: readonly Site[] = [
  {
    name: 'plain',
    title: 'Plain documents',
    kit: oneLine,
    dependencies: {},
    finish(folder) {
      copyScript(folder, 'site');
      for (const file of ['index.html', 'site.css']) cpSync(join(folder, file), join(folder, 'site', file));
      writeDocuments(join(folder, 'site'));
    },
    serve: {folder: 'site'},
    isServed: true,
  },
  {
    name: 'quill',
    title: 'Quill 2 in documents',
    kit: beside,
    dependencies: {...vite, quill: '2.0.3'},
    build: viteBuild,
    finish: (folder) => writeDocuments(join(folder, 'dist')),
    serve: {folder: 'dist'},
    isServed: true,
    check: (page) =>
      page.evaluate(() => {
        const {editor, textAtFirst} = window as unknown as {
          editor?: {root: HTMLElement};
          textAtFirst: string;
        };
        if (editor === undefined || editor.root.innerHTML === textAtFirst) return [];
        return [`The edited text was changed: ${editor.root.innerHTML}`];
      }),
  },
  {
    name: 'ag-grid',
    title: 'AG Grid 36, 1,000 rows',
    kit: beside,
    dependencies: {...vite, 'ag-grid-community': '36.2.0'},
    build: viteBuild,
    finish: (folder) => writeDocuments(join(folder, 'dist')),
    serve: {folder: 'dist'},
    isServed: true,
  },
  {
    ...vitepress,
    name: 'vitepress',
    title: 'VitePress 1.6, without the recipe',
    kit: oneLine,
    generate(folder) {
      copyScript(folder, 'public');
      writeMarkdown(folder);
    },
    isServed: false,
  },
  {
    ...vitepress,
    name: 'vitepress-recipe',
    title: 'VitePress 1.6, by its recipe',
    kit: `${beside}, a listener that loads the page’s module`,
    isServed: true,
  },
  {
    name: 'docusaurus',
    title: 'Docusaurus 3.10, by its recipe',
    kit: `${beside}, a listener that calls \`docusaurus.preload()\``,
    hasUntypedScripts: true,
    dependencies: {
      '@docusaurus/core': '3.10.2',
      '@docusaurus/preset-classic': '3.10.2',
      react: '19.3.1',
      'react-dom': '19.3.1',
    },
    generate(folder) {
      mkdirSync(join(folder, 'docs/p'), {recursive: true});
      const links = inText.map(({slug, title}) => `- [${title}](/p/${slug})`).join('\n');
      for (const {slug, title, text} of [startPage, ...sitePages]) {
        const isStart = slug === startPage.slug;
        const head = `---\ntitle: ${title}\n${isStart ? 'slug: /\n' : ''}---\n\n`;
        const page = `${head}<div data-page="${slug}"></div>\n\n${text}\n\n${links}\n`;
        writeFileSync(join(folder, isStart ? 'docs/start.md' : `docs/p/${slug}.md`), page);
      }
    },
    build: ['docusaurus', 'build'],
    serve: {folder: 'build', hasHashedNames: true},
    isServed: false,
  },
  {
    ...astro,
    name: 'astro',
    title: 'Astro 7, documents',
    kit: beside,
    generate: (folder) => chooseRouter(folder, false),
  },
  {
    ...astro,
    name: 'astro-client-router',
    title: 'Astro 7 with `<ClientRouter />`, by its recipe',
    kit: `${beside}, a listener that calls \`fetch()\``,
    generate: (folder) => chooseRouter(folder, true),
    serve: {folder: 'dist', headers: keptForHalfAMinute},
  },
  {
    name: 'angular',
    title: 'Angular 22, by its recipe',
    kit: `${beside}, a preloading strategy`,
    dependencies: {
      '@angular/build': '22.2.7',
      '@angular/cli': '22.2.7',
      '@angular/common': '22.2.6',
      '@angular/compiler': '22.2.6',
      '@angular/compiler-cli': '22.2.6',
      '@angular/core': '22.2.6',
      '@angular/platform-browser': '22.2.6',
      '@angular/router': '22.2.6',
      rxjs: '7.8.2',
      tslib: '2.8.1',
      typescript: '6.0.3',
    },
    generate(folder) {
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
    },
    build: ['ng', 'build'],
    serve: {folder: 'dist/browser', isSinglePage: true},
    isServed: true,
  },
  {
    ...htmx,
    name: 'htmx',
    title: 'htmx 2, boosted',
    dependencies: {...vite, 'htmx.org': '2.0.11'},
  },
  {
    ...htmx,
    name: 'htmx-4',
    title: 'htmx 4, boosted',
    dependencies: {...vite, 'htmx.org': '4.0.1'},
  },
  {
    ...demo('turbo'),
    title: 'Turbo 8',
    kit: `${beside}, \`routers/turbo\``,
    build: viteBuild,
    finish: (folder) => writeDocuments(join(folder, 'dist')),
    serve: {folder: 'dist'},
    isServed: true,
  },
  {
    ...reactRouter,
    name: 'react-router',
    title: 'Vite 8, React Router 7',
    kit: `${beside}, \`routers/react-router\``,
  },
  {
    ...reactRouter,
    name: 'react-router',
    title: 'Vite 8, React Router 7, without the entry',
    kit: beside,
    isServed: false,
    setUp: 'window.withoutAdapter = true',
  },
  {
    ...demo('tanstack'),
    title: 'Vite 8, TanStack Router 1.170',
    kit: `${beside}, \`routers/tanstack\``,
    generate(folder) {
      mkdirSync(join(folder, 'public/data'), {recursive: true});
      for (const page of sitePages)
        writeFileSync(join(folder, `public/data/${page.slug}.json`), JSON.stringify(page));
    },
    build: viteBuild,
    serve: {folder: 'dist', isSinglePage: true},
    isServed: true,
  },
  {
    ...demo('next'),
    title: 'Next 16, production',
    kit: '`<predictive-region>` around, `routers/next`',
    build: ['next', 'build'],
    serve: {program: ['node_modules/next/dist/bin/next', 'start', '--port', '$PORT']},
    isServed: true,
  },
  {
    ...demo('sveltekit'),
    title: 'SvelteKit 2, adapter-node',
    kit: `${beside}, \`routers/sveltekit\``,
    generate: (folder) => {
      mkdirSync(join(folder, 'static'), {recursive: true});
      cpSync(join(folder, 'site.css'), join(folder, 'static/site.css'));
    },
    build: viteBuild,
    serve: {program: ['build/index.js']},
    isServed: true,
  },
];

/** Built for cases only. */
const vueKeepAlive: Site = {
  name: 'vue-keep-alive',
  title: 'Vue 3 with KeepAlive',
  kit: '`<predictive-region>` around',
  dependencies: {...vite, vue: '3.5.45'},
  build: viteBuild,
  finish: (folder) => writeDocuments(join(folder, 'dist')),
  serve: {folder: 'dist'},
  isServed: true,
};

export function siteNamed(name: string): Site {
  const site = [...sites, vueKeepAlive].find((each) => each.name === name);
  if (site === undefined) throw new Error(`There is no site ${name}.`);
  return site;
}

/** As in the README: the whole folder of the package, beside the site's own files. */
function copyScript(folder: string, into: string): void {
  cpSync(join(folder, 'node_modules/predictive-buttons/dist'), join(folder, into, 'predictive-buttons'), {
    recursive: true,
  });
}

function writeMarkdown(folder: string): void {
  mkdirSync(join(folder, 'p'), {recursive: true});
  const links = inText.map(({slug, title}) => `- [${title}](/p/${slug})`).join('\n');
  for (const {slug, title, text} of [startPage, ...sitePages]) {
    const page = `# ${title}\n\n<div data-page="${slug}"></div>\n\n${text}\n\n${links}\n`;
    writeFileSync(join(folder, slug === startPage.slug ? 'index.md' : `p/${slug}.md`), page);
  }
}

/** Both Astro sites have one source. */
function chooseRouter(folder: string, hasClientRouter: boolean): void {
  writeFileSync(join(folder, 'src/options.json'), JSON.stringify({hasClientRouter}));
}

/** A module for each page, which the router loads when it is opened. */
function writeViews(folder: string): void {
  mkdirSync(join(folder, 'views'), {recursive: true});
  for (const {slug, title, text} of sitePages) {
    const view = `export function Component() {\n  return <><h1>${title}</h1><p>${text}</p></>;\n}\n`;
    writeFileSync(join(folder, 'views', `${slug}.jsx`), view);
  }
}
