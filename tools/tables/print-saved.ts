import type {Comparison} from '../scores/comparison.js';
import type {Headline} from '../scores/headline.js';
import {answersMs, comparedWastes, savedAt, type SavedAtWaste} from '../scores/saved.js';
import {percent} from './percent.js';
import {printTable} from './table.js';

/**
 * Prints how much of answers of several lengths is over at the press: for the kit at the compared wastes, and for
 * each other policy at its own waste, followed by the kit at the same waste.
 */
export function printSaved({policies, sweep}: Pick<Comparison<Headline>, 'policies' | 'sweep'>): void {
  const peers = Object.entries(policies).filter(([name]) => !name.startsWith('kit@'));
  const row = (name: string, waste: number, saved: SavedAtWaste): string[] => [
    name,
    waste.toFixed(2),
    ...answersMs.map((answerMs) => {
      const share = saved[answerMs] ?? null;
      return share === null ? 'never' : percent(share);
    }),
  ];
  console.log('Share of an answer that is over at the press, %, by how long it takes:');
  printTable(
    ['policy', 'waste/click', ...answersMs.map((answerMs) => `${answerMs} ms`)],
    [
      ...comparedWastes.map((waste) => row('kit', waste, savedAt(sweep, waste))),
      ...peers.flatMap(([name, {wastePerClick, saved}]) => [
        row(name, wastePerClick, saved),
        row('kit beside it', wastePerClick, savedAt(sweep, wastePerClick)),
      ]),
    ],
  );
}
