import {streamHeadlineOf, type StreamHeadline} from '../../tools/scores/headline.js';
import {scorePolicies, tallyThirds, type ReplayedScript} from '../../tools/scores/policies.js';
import {printTable} from '../../tools/tables/table.js';

/** The headline figures of one third of the long windows; what is learned shows from one to the next. */
export interface Third extends StreamHeadline {
  /** Clicks on targets in it. */
  clicks: number;
}

/** Scores each third of the windows of ten minutes and more apart; empty if there are none. */
export function thirdsOf(windows: readonly ReplayedScript[]): Third[] {
  return tallyThirds(windows).map((people) => ({
    clicks: people.reduce((sum, tallies) => sum + (tallies.get('foresight')?.clicks ?? 0), 0),
    ...streamHeadlineOf(scorePolicies(people)),
  }));
}

/** Prints the thirds of each variant of the kit, beside js.foresight in the same third. */
export function printThirds(variants: Readonly<Record<string, readonly Third[]>>): void {
  const figure = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'never';
  const rows = Object.entries(variants).flatMap(([name, thirds]) =>
    thirds.map((third, index) => [
      name,
      String(index + 1),
      String(third.clicks),
      figure(third.foresightLeadMs, 0),
      figure(third.foresightWaste, 2),
      figure(third.wasteAtForesightLead, 2),
      figure(third.leadAtForesightWasteMs, 0),
      figure(third.leadAtHover65WasteMs, 0),
      figure(third.leadAtHover200WasteMs, 0),
    ]),
  );
  if (rows.length === 0) return;
  console.log('Thirds of the windows of ten minutes and more:');
  printTable(
    [
      ...['', 'third', 'clicks', 'foresight: lead ms', 'its waste'],
      ...['waste at its lead', 'lead at its waste', 'at hover-65’s', 'at hover-200’s'],
    ],
    rows,
  );
}
