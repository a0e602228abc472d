import type {Page} from 'puppeteer-core';

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
