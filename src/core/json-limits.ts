/** Limits of a JSON text from outside. */
export interface JsonLimits {
  /** Most arrays and objects inside each other. */
  depth: number;
  /** Most entries of one array or object. */
  entries: number;
  /** Longest text or key, characters. */
  textLength: number;
}

/** Longest part of a key in a message, characters. */
const shownKeyLength = 40;

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** An array or object that the scan is in. */
interface Container {
  isArray: boolean;
  /** Number of commas so far. */
  index: number;
  /** The latest key of an object. */
  key: string;
}

/**
 * The place in a JSON text that exceeds a limit, such as `samples[3].points`, and the problem; `undefined` if there is
 * none. It reads the text once without building anything, since `JSON.parse()` of a hostile text may take seconds and
 * gigabytes. The text may still not be JSON.
 */
export function exceededLimit(
  text: string,
  {depth, entries, textLength}: JsonLimits,
): {where: string; problem: string} | undefined {
  const open: Container[] = [];
  let isKeyNext = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const inner = open.at(-1);
    if (code === quote) {
      const end = endOfText(text, i);
      // Unfinished: `JSON.parse()` says so.
      if (end === -1) return undefined;
      const length = end - i - 1;
      if (length > textLength) {
        const what = isKeyNext ? 'has a key' : 'is text';
        return {
          where: isKeyNext ? pathOf(open.slice(0, -1)) : pathOf(open),
          problem: `${what} of ${length} characters, more than ${textLength}`,
        };
      }
      if (isKeyNext && inner !== undefined)
        inner.key = text.slice(i + 1, Math.min(end, i + 1 + shownKeyLength));
      isKeyNext = false;
      i = end;
    } else if (code === openArray || code === openObject) {
      if (open.length === depth)
        // Without its end it is unknown whether it would be JSON.
        return {where: pathOf(open), problem: `is nested deeper than ${depth} levels, or is not JSON`};
      open.push({isArray: code === openArray, index: 0, key: ''});
      isKeyNext = code === openObject;
    } else if (code === closeArray || code === closeObject) {
      open.pop();
      isKeyNext = false;
    } else if (code === comma && inner !== undefined) {
      inner.index++;
      if (inner.index >= entries)
        return {where: pathOf(open.slice(0, -1)), problem: `has more than ${entries} entries`};
      isKeyNext = !inner.isArray;
    }
  }
  return undefined;
}

/** Index of the quote that ends the text which begins at `start`; −1 if none does. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return -1;
}

/** As in JavaScript: `habits.order.keys[2]`; empty for the whole. */
function pathOf(open: readonly Container[]): string {
  return open
    .map(({isArray, index, key}, depth) => (isArray ? `[${index}]` : depth === 0 ? key : `.${key}`))
    .join('');
}
