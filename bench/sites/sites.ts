// `npm run test:sites`: builds real sites from npm with the packed kit, follows their links with a pointer that
// moves as a hand does, and says what the kit did to them. Needs npm's registry at the first run; then what was
// installed and built stays in `.cache/sites`.
import {readFileSync, writeFileSync} from 'node:fs';
import {parseOptions, readCount, UsageError} from '../../tools/arguments.js';
import {launch} from '../../tools/chromium.js';
import {printTable} from '../../tools/tables/table.js';
import {cases, outcomeOfCase, type Case, type TriedCase} from './cases.js';
import {sites} from './catalogue.js';
import {openFront} from './front.js';
import {keepKit, packKit, prepareSite} from './prepare.js';
import {cellsOf, head, sitesDocument, type SiteResult} from './sites-document.js';
import {failuresOf, isShortOfUse, siteScores} from './site-scores.js';
import type {Site} from './site.js';
import {openVisit, visit, type Visit} from './visit.js';

const usualNavigations = 20;
/** Of the movements, the same with and without the kit. */
const seed = 5;

const {values} = parseOptions({
  options: {
    site: {type: 'string', multiple: true},
    navigations: {type: 'string'},
    kit: {type: 'string'},
    write: {type: 'string'},
    json: {type: 'string'},
    cases: {type: 'boolean'},
    from: {type: 'string', multiple: true},
  },
});

/** What `--json` writes, and `--from` reads. */
interface SitesFile {
  date: string;
  sites: SiteResult[];
  cases: TriedCase[];
}

/** The results of earlier runs of the same day, for what this run leaves out; of several files the last one counts. */
function earlierResults(files: readonly string[], date: string): Pick<SitesFile, 'sites' | 'cases'> {
  const sitesByTitle = new Map<string, SiteResult>();
  const casesByTitle = new Map<string, TriedCase>();
  for (const file of files) {
    // Written by this command.
    const found = JSON.parse(readFileSync(file, 'utf8')) as SitesFile;
    if (found.date !== date) throw new UsageError(`--from ${file}: is of ${found.date}.`);
    found.sites.forEach((result) => sitesByTitle.set(result.site.title, result));
    found.cases.forEach((tried) => casesByTitle.set(tried.title, tried));
  }
  return {sites: [...sitesByTitle.values()], cases: [...casesByTitle.values()]};
}

/** New results and earlier ones of others, in the order of the catalogue. */
function merged<Result>(
  order: readonly string[],
  titleOf: (result: Result) => string,
  earlier: readonly Result[],
  results: readonly Result[],
): Result[] {
  const byTitle = new Map([...earlier, ...results].map((result) => [titleOf(result), result]));
  return order.flatMap((title) => byTitle.get(title) ?? []);
}

/** Builds and visits a site; throws if a page does not come. */
async function measure(site: Site, kit: string, navigations: number): Promise<SiteResult & {visit: Visit}> {
  const folder = prepareSite(site, kit);
  const front = await openFront(site, folder);
  const browser = await launch();
  try {
    const common = {site, front, navigations, seed};
    const without = await visit(browser, {...common, withKit: false});
    const withKit = await visit(browser, {...common, withKit: true});
    const scores = siteScores(withKit, without);
    return {site, scores, failures: failuresOf(scores), visit: withKit};
  } finally {
    await browser.close();
    await front.close();
  }
}

/** Tries a case; a page that does not come is a problem of it. */
async function tryCase({title, site, run}: Case, kit: string): Promise<TriedCase> {
  const folder = prepareSite(site, kit);
  const front = await openFront(site, folder);
  const browser = await launch();
  try {
    const visitor = await openVisit(browser, {site, front, seed, withKit: true});
    const problems = await run(visitor, folder);
    return {title, ...outcomeOfCase(visitor, problems)};
  } catch (error) {
    return {title, presses: 0, used: 0, problems: [String(error)]};
  } finally {
    await browser.close();
    await front.close();
  }
}

async function main(): Promise<boolean> {
  const navigations = readCount(values.navigations, {name: 'navigations', fallback: usualNavigations});
  const date = new Date().toISOString().slice(0, 10);
  const earlier = earlierResults(values.from ?? [], date);
  // Earlier results alone are only written.
  const isAll = values.site === undefined && values.cases !== true && values.from === undefined;
  const chosen = sites.filter(({name}) => isAll || values.site?.includes(name));
  if (chosen.length === 0 && values.site !== undefined)
    throw new UsageError(`--site: is none of ${sites.map(({name}) => name).join(', ')}.`);
  const chosenCases = isAll || values.cases === true ? cases : [];
  const isRun = chosen.length + chosenCases.length > 0;
  const kit = values.kit !== undefined ? keepKit(values.kit) : isRun ? packKit() : '';
  const results: (SiteResult & {visit: Visit})[] = [];
  const broken: string[] = [];
  for (const site of chosen) {
    console.log(`${site.title} …`);
    try {
      results.push(await measure(site, kit, navigations));
    } catch (error) {
      broken.push(site.title);
      console.error(error);
    }
  }
  broken.forEach((title) => console.log(`✗ ${title}: could not be visited`));
  const tried: TriedCase[] = [];
  for (const each of chosenCases) {
    console.log(`${each.title} …`);
    tried.push(await tryCase(each, kit));
  }
  if (results.length > 0) printTable(head, results.map(cellsOf));
  for (const {site, scores, failures} of results) {
    scores.warnings.forEach((text) => console.log(`${site.title}: warned: ${text}`));
    if (isShortOfUse(scores, site)) console.log(`△ ${site.title}: less than 95 % of the presses were served`);
    failures.forEach((text) => console.log(`✗ ${site.title}: ${text}`));
  }
  for (const {title, presses, used, problems} of tried) {
    const mark = problems.length > 0 ? '✗' : '✓';
    console.log(`${mark} ${title}: ${[`${used} of ${presses} presses served`, ...problems].join('; ')}`);
  }
  if (values.write !== undefined) {
    const all = merged(
      sites.map(({title}) => title),
      ({site}) => site.title,
      earlier.sites,
      results,
    );
    const allTried = merged(
      cases.map(({title}) => title),
      ({title}) => title,
      earlier.cases,
      tried,
    );
    writeFileSync(values.write, sitesDocument({results: all, tried: allTried, date}));
  }
  if (values.json !== undefined) {
    const plain = results.map(({site: {title, kit, isServed}, visit, ...rest}) => ({
      site: {title, kit, isServed},
      ...rest,
      visit: {...visit, usedByProtocol: [...visit.usedByProtocol]},
    }));
    writeFileSync(values.json, `${JSON.stringify({date, sites: plain, cases: tried}, null, 2)}\n`);
  }
  const areFine = tried.every(({problems}) => problems.length === 0);
  return areFine && broken.length === 0 && results.every(({failures}) => failures.length === 0);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
}
