import type {PackedWeights} from '../src/prediction/packed-weights.js';

/** What the comments of a file of weights say of it. */
export interface WeightsFile {
  /** Name of the exported constant. */
  name: string;
  /** What the network does. */
  about: string;
  /** The command that writes the file, and what it is trained on. */
  command: string;
  from: string;
}

/** The TypeScript file of a network that is part of the package. */
export function weightsSource(
  {widths, steps, text}: PackedWeights,
  {name, about, command, from}: WeightsFile,
): string {
  return `// Written by \`npm run ${command}\` from ${from} only; not edited by hand.
import {unpackWeights} from './packed-weights.js';

/** ${about} */
export const ${name} = /* @__PURE__ */ unpackWeights({
  widths: [${widths.join(', ')}],
  steps: [${steps.join(', ')}],
  text: '${text}',
});
`;
}

/** Whole seconds since a time of `performance.now()`. */
export function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 1000);
}
