import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'puppeteer-core';
import {inText, sitePages, startPage, writeDocuments} from './pages.js';

export interface Site {
  /** Its folder in `apps/`. */
  name: string;
  /** For the table. */
  title: string;
  /** How the kit was added. */
  kit: string;
  /** Exact versions from npm; the packed kit is added. */
  dependencies: Readonly<Record<string, string>>;
  /** Writes the pages that the build needs. */
  generate?: (folder: string) => void;
  /** The build's program in `node_modules/.bin`, with its arguments. */
  build?: readonly string[];
  /** Done after the build. */
  finish?: (folder: string) => void;
  /** The folder of static files below the site's, or the program that serves it at `$PORT`. */
  serve: {folder: string; isSinglePage?: boolean} | {program: readonly string[]};
  /** Whether the kit is to serve the presses: where documents are opened, and where a router has its entry. */
  isServed: boolean;
  /** Runs before each page's own scripts, in both runs. */
  setUp?: string;
  /** What is wrong with the page, tested after each approach. */
  check?: (page: Page) => Promise<string[]>;
}

const vite = {vite: '8.3.8'};
const viteBuild = ['vite', 'build'];
const oneLine = 'the script tag `auto.js`';
const beside = '`<predictive-region scope>`';

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
    name: 'vitepress',
    title: 'VitePress 1.6, without the recipe',
    kit: oneLine,
    dependencies: {vitepress: '1.6.4'},
    generate(folder) {
      copyScript(folder, 'public');
      mkdirSync(join(folder, 'p'), {recursive: true});
      const links = inText.map(({slug, title}) => `- [${title}](/p/${slug})`).join('\n');
      for (const {slug, title, text} of [startPage, ...sitePages]) {
        const page = `# ${title}\n\n<div data-page="${slug}"></div>\n\n${text}\n\n${links}\n`;
        writeFileSync(join(folder, slug === startPage.slug ? 'index.md' : `p/${slug}.md`), page);
      }
    },
    build: ['vitepress', 'build'],
    serve: {folder: '.vitepress/dist'},
    isServed: false,
  },
  {
    name: 'turbo',
    title: 'Turbo 8',
    kit: `${beside}, \`routers/turbo\``,
    dependencies: {...vite, '@hotwired/turbo': '8.0.23'},
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
    name: 'next',
    title: 'Next 16, production',
    kit: '`<predictive-region>` around, `routers/next`',
    dependencies: {next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1'},
    build: ['next', 'build'],
    serve: {program: ['node_modules/next/dist/bin/next', 'start', '--port', '$PORT']},
    isServed: true,
  },
  {
    name: 'sveltekit',
    title: 'SvelteKit 2, adapter-node',
    kit: `${beside}, \`routers/sveltekit\``,
    dependencies: {
      ...vite,
      '@sveltejs/kit': '2.70.4',
      '@sveltejs/adapter-node': '5.5.7',
      '@sveltejs/vite-plugin-svelte': '7.3.1',
      svelte: '5.57.3',
    },
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

/** A module for each page, which the router loads when it is opened. */
function writeViews(folder: string): void {
  mkdirSync(join(folder, 'views'), {recursive: true});
  for (const {slug, title, text} of sitePages) {
    const view = `export function Component() {\n  return <><h1>${title}</h1><p>${text}</p></>;\n}\n`;
    writeFileSync(join(folder, 'views', `${slug}.jsx`), view);
  }
}
