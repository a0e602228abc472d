import {kitAt} from '../scores/fires.js';
import type {Comparison} from '../scores/comparison.js';
import type {Headline, StreamHeadline} from '../scores/headline.js';
import {percent} from './percent.js';
import {printTable} from './table.js';
import type {Scores} from '../scores/tally.js';

/** The thresholds in the printed table; the file has all of them. */
const shown = new Set([0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map(kitAt));

const columns: [title: string, cell: (scores: Scores) => string][] = [
  ['lead ms', ({medianLeadMs}) => medianLeadMs.toFixed(0)],
  ['≥ 100 ms %', ({share100}) => percent(share100)],
  ['≥ 300 ms %', ({share300}) => percent(share300)],
  ['waste/click', ({wastePerClick}) => wastePerClick.toFixed(2)],
  ['fires/click', ({firesPerClick}) => firesPerClick.toFixed(2)],
  ['precision %', ({precision}) => percent(precision)],
  ['recall %', ({recall}) => percent(recall)],
];

/** Prints cost and gain of each policy, and the figures that compare the kit with its peers. */
export function printComparison(
  {policies, headline, intervals}: Comparison<Headline | StreamHeadline>,
  {withdrawnPerClick}: {withdrawnPerClick?: number} = {},
): void {
  printPolicies(policies);
  if (withdrawnPerClick !== undefined)
    console.log(`Of the kit’s own preloads ${withdrawnPerClick.toFixed(2)} per click were cancelled in time`);
  printHeadline({headline, intervals});
}

function printPolicies(policies: Readonly<Record<string, Scores>>): void {
  const rows = Object.entries(policies)
    .filter(([name]) => !name.startsWith('kit@') || shown.has(name))
    .map(([name, scores]) => [name, ...columns.map(([, cell]) => cell(scores))]);
  printTable(['policy', ...columns.map(([title]) => title)], rows);
}

/** Prints the figures that compare the kit with its peers. */
export function printHeadline({
  headline,
  intervals,
}: Pick<Comparison<Headline | StreamHeadline>, 'headline' | 'intervals'>): void {
  const figure = (value: number | null, digits: number, key?: keyof Headline): string => {
    const bounds = key === undefined ? undefined : intervals?.[key];
    const around = bounds && ` (95 %: ${bounds.map((bound) => bound.toFixed(digits)).join('–')})`;
    return value === null ? 'never' : `${value.toFixed(digits)}${around ?? ''}`;
  };
  console.log(
    `Lead at foresight’s waste of ${figure(headline.foresightWaste, 2)}: ` +
      `${figure(headline.leadAtForesightWasteMs, 0, 'leadAtForesightWasteMs')} ms`,
  );
  console.log(
    `Waste at foresight’s lead of ${figure(headline.foresightLeadMs, 0)} ms: ` +
      figure(headline.wasteAtForesightLead, 2, 'wasteAtForesightLead'),
  );
  if (!('hover65LeadMs' in headline)) return;
  const {leadAtHover65WasteMs, hover65LeadMs, leadAtHover200WasteMs, hover200LeadMs} = headline;
  console.log(
    `Lead at the waste of hover-65: ${figure(leadAtHover65WasteMs, 0)} ms, its own ${figure(hover65LeadMs, 0)} ms`,
  );
  console.log(
    `Lead at the waste of hover-200: ${figure(leadAtHover200WasteMs, 0)} ms, its own ${figure(hover200LeadMs, 0)} ms`,
  );
}
