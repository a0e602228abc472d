import type {ComplexAttributeConverter, PropertyDeclarations} from '@lit/reactive-element';
import {eagernessWords, preloadWords} from './preload.js';

const warned = new Set<string>();

/** Warns once about an attribute value that the kit cannot use. */
export function warn(attribute: string, value: string, expected: string, fallback: string | number): void {
  const message = `${attribute}="${value}" is not ${expected}; "${fallback}" is used.`;
  if (!warned.has(message)) console.warn(`predictive-buttons: ${message}`);
  warned.add(message);
}

/** Converter for an attribute with a fixed set of words in any case; the first is the default. */
export function oneOf(
  attribute: string,
  words: readonly [string, ...string[]],
): ComplexAttributeConverter<string> {
  return {
    fromAttribute(value) {
      const word = (value ?? words[0]).toLowerCase();
      if (words.includes(word)) return word;
      warn(attribute, value!, `one of ${words.join(', ')}`, words[0]);
      return words[0];
    },
  };
}

/** Converter for an attribute that is a probability or a share, 0…1, or maybe a `word`. */
export function share<Word extends string = never>(
  attribute: string,
  fallback: number,
  word?: Word,
): ComplexAttributeConverter<number | Word> {
  return {
    fromAttribute(value) {
      if (value === null) return fallback;
      if (value === word) return word;
      const number = +value;
      // An empty value would be 0.
      if (number >= 0 && number <= 1 && number === parseFloat(value)) return number;
      warn(attribute, value, 'a number from 0 to 1', fallback);
      return fallback;
    },
  };
}

/** Converter for an attribute that is a CSS selector. */
export function selector(attribute: string): ComplexAttributeConverter<string> {
  return {
    fromAttribute(value) {
      try {
        document.createElement('a').matches(value ?? 'a');
        return value ?? '';
      } catch {
        warn(attribute, value!, 'a CSS selector', '');
        return '';
      }
    },
  };
}

/** The preload attributes that buttons and regions share. */
export const preloadProperties: PropertyDeclarations = {
  preload: {converter: oneOf('preload', preloadWords)},
  eagerness: {converter: oneOf('eagerness', eagernessWords)},
};
