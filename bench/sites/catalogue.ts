import {cpSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {projectRoot} from '../../scripts/project-root.js';
import {writeDocuments} from './pages.js';
import {
  chooseRouter,
  copyScript,
  writeAngularViews,
  writeData,
  writeDocusaurusPages,
  writeMarkdown,
  writeViews,
} from './site-sources.js';
import type {Site} from './site.js';

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
    generate: writeDocusaurusPages,
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
    generate: writeAngularViews,
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
    generate: writeData,
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
    generate: (folder) => cpSync(join(folder, 'site.css'), join(folder, 'static/site.css')),
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
