import {milliseconds} from '../../../src/inspector/wording.js';

export {counted, milliseconds} from '../../../src/inspector/wording.js';

/** Formats a number with two decimals. */
export function twoDigits(value: number): string {
  return value.toFixed(2);
}

/** The name of a policy in a table, in a sentence, and beside its point. */
export function policyTitle(name: string): string {
  return name
    .replace(/^pointer@/, 'kit without order, at ')
    .replace(/^(kit|shipped)@/, (_, kit: string) => `${kit} at `);
}

/** `431 ms at 1.67 per click`. */
export function costAndGain({
  medianLeadMs,
  wastePerClick,
}: {
  medianLeadMs: number;
  wastePerClick: number;
}): string {
  return `${milliseconds(medianLeadMs)} at ${twoDigits(wastePerClick)} wasted per click`;
}
