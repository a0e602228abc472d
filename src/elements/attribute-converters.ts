import type {ComplexAttributeConverter} from 'lit';

const warned = new Set<string>();

/** The one thing the kit ever logs: an attribute value that it cannot use, once per value. */
function warn(attribute: string, value: string, expected: string, fallback: unknown): void {
  const message = `${attribute}="${value}" is not ${expected}; "${String(fallback)}" is used.`;
  if (warned.has(message)) return;
  warned.add(message);
  console.warn(`predictive-buttons: ${message}`);
}

/** An attribute that is one of a few words. */
export function oneOf<Word extends string>(
  attribute: string,
  words: readonly Word[],
  fallback: Word,
): ComplexAttributeConverter<Word> {
  return {
    fromAttribute(value) {
      if (value === null) return fallback;
      const word = words.find((each) => each === value);
      if (word === undefined) warn(attribute, value, `one of ${words.join(', ')}`, fallback);
      return word ?? fallback;
    },
    toAttribute: (value) => value,
  };
}

/** An attribute that is a probability or a share, 0…1. */
export function share(attribute: string, fallback: number): ComplexAttributeConverter<number> {
  return {
    fromAttribute(value) {
      if (value === null) return fallback;
      const number = Number(value);
      if (value.trim() !== '' && number >= 0 && number <= 1) return number;
      warn(attribute, value, 'a number from 0 to 1', fallback);
      return fallback;
    },
    toAttribute: String,
  };
}

/** An attribute that is a CSS selector. */
export function selector(attribute: string): ComplexAttributeConverter<string> {
  return {
    fromAttribute(value) {
      if (value === null || value.trim() === '') return '';
      try {
        document.createDocumentFragment().querySelector(value);
        return value;
      } catch {
        warn(attribute, value, 'a CSS selector', '');
        return '';
      }
    },
    toAttribute: (value) => (value === '' ? null : value),
  };
}
