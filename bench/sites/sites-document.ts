import type {Site} from './site.js';
import {serverMs} from './front.js';
import type {TriedCase} from './cases.js';
import {isShortOfUse, type SiteScores} from './site-scores.js';

export interface SiteResult {
  site: Pick<Site, 'title' | 'kit' | 'isServed'>;
  scores: SiteScores;
  failures: string[];
}

export const head = [
  'site',
  'errors',
  'hydration warnings',
  'layout shift, without the kit',
  'requests',
  'used of presses',
  'wasted',
  'doubled',
  'ignored by a router',
  'main thread, ms/press',
];

export function cellsOf({site, scores}: SiteResult): string[] {
  const {presses, used} = scores;
  return [
    site.title,
    String(scores.errors.length),
    String(scores.hydrationWarnings.length),
    `${scores.shift.toFixed(3)}, ${scores.shiftWithout.toFixed(3)}`,
    String(scores.requests),
    `${used} of ${presses} (${((100 * used) / presses).toFixed(0)} %)`,
    String(scores.wasted),
    String(scores.doubled.length),
    String(scores.ignored),
    scores.addedTaskMs.toFixed(1),
  ];
}

/** `docs/sites.md`. */
export function sitesDocument({
  results,
  tried,
  date,
}: {
  results: readonly SiteResult[];
  tried: readonly TriedCase[];
  /** As `2026-01-31`. */
  date: string;
}): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const [, ...measures] = head;
  const table = [
    row(['site', 'the kit as', ...measures]),
    row(['---', '---', ...measures.map(() => '---:')]),
    ...results.map((result) => {
      const [title, ...cells] = cellsOf(result);
      return row([title!, result.site.kit, ...cells]);
    }),
  ];
  const faults = results.flatMap(({site, failures}) => failures.map((text) => `- ${site.title}: ${text}`));
  const short = results.flatMap(({site, scores}) =>
    isShortOfUse(scores, site) ? [`- ${site.title}: less than 95 % of the presses were served in time.`] : [],
  );
  const hasDocusaurus = results.some(({site}) => site.title.startsWith('Docusaurus'));
  const byProtocol = results.reduce((sum, {scores}) => sum + scores.usedByProtocol, 0);
  const cases = tried.map(({title, presses, used, problems}) => {
    const counts = `${used} of ${presses} presses served`;
    return `- ${title}: ${[counts, ...(problems.length > 0 ? problems : ['no error'])].join('; ')}.`;
  });
  return `# Real sites

What the kit does on sites that others have written, built from npm with the packed kit.

Written on ${date} by \`npm run test:sites -- --write docs/sites.md\`.

${table.join('\n')}

${faults.length + short.length > 0 ? `## Faults\n\n${[...faults, ...short].join('\n')}` : 'The command found no fault.'}

## Also tried

${cases.join('\n')}

## Method

- The sites are in \`bench/sites/apps/\` and \`demo/routers/\`. Their dependencies have exact versions, and are installed when the command runs. The kit is packed as for npm, and added as the [README](../README.md) and the [recipes for routers](recipes/routers.md) say.
- Each site has a start page and 24 more, with 12 links in a sidebar and 12 in the text, or with links in a grid. The server takes ${serverMs} ms for a page, its data or its code, and logs each request.
- One visit presses ${results[0]?.scores.presses ?? 0} links, each to another page. A trusted mouse moves as a hand does, in real time. The first movement comes while the site’s scripts still start. The same visit is made without the kit first; a demo then loads the kit, which defines no elements.
- **Requests** are pages, and data and code of pages, that the kit asked for: with its speculation rules (\`Sec-Speculation-Tags\` names them), or through a router’s entry or a recipe’s listener after a \`preload\` event.
- **Used**: the browser says that it took the document from a prefetch (\`deliveryType\`); its protocol says so, too (\`PrefetchResponseUsed\`), of ${byProtocol} documents. Where a router shows the page, its entry or recipe had asked for the page’s data or code before the click, and the click did not ask again.
- **Doubled**: one address asked for twice during one approach, one of the two by the kit, and the first one not aborted. (Next asks for the first page of a route in two parts, which count as addresses. A click before the first one has its answer is not served.)
- **Ignored by a router**: documents that the kit asked for where a router shows the page. After two such presses there may be none.
- **Main thread**: processor time from the arrival of a page to the next press, minus that of the visit without the kit.
- The command fails for an error, a hydration warning, more layout shift than without the kit, a doubled request, a document after two that a router ignored, edited text that was changed or a site or case that stops working.
- The sites “without the recipe” and “without the entry” show what happens where a router handles the clicks and nobody has told the kit: it fetches until two presses have not used what it fetched, warns once, and stops.${hasDocusaurus ? ' Docusaurus itself fetches the code of all links in view, so its recipe has nothing left to request.' : ''}
`;
}
