import type {UrlRefusal} from '../../src/core/preload.js';
import {checkAddress} from '../../src/preload/safety.js';

/** Paths whose GET does something, and ones whose GET does not. */
export interface UrlList {
  unsafe: readonly string[];
  harmless: readonly string[];
}

export interface UrlScores {
  unsafe: number;
  harmless: number;
  /** The unsafe ones that would be requested. */
  passed: string[];
  /** The harmless ones that would not, with the reason. */
  refused: Record<string, UrlRefusal>;
}

/** Judges the paths as links of a page of the same origin, with nothing said by their markup. */
export function judge({unsafe, harmless}: UrlList, {allow}: {allow: readonly string[]}): UrlScores {
  const refusalOf = (path: string): UrlRefusal | undefined => {
    const here = 'https://site.example/here/';
    const checked = checkAddress(path, {action: 'prefetch', base: here, here, allow});
    return 'refusal' in checked ? checked.refusal : undefined;
  };
  return {
    unsafe: unsafe.length,
    harmless: harmless.length,
    passed: unsafe.filter((path) => refusalOf(path) === undefined),
    refused: Object.fromEntries(
      harmless.flatMap((path) => {
        const refusal = refusalOf(path);
        return refusal === undefined ? [] : [[path, refusal] as const];
      }),
    ),
  };
}
