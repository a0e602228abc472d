import {UsageError} from '../../tools/arguments.js';

/** A value in a JSON file that knows its path, for error messages. */
export class JsonField {
  readonly #place: string;
  readonly #path: string;
  readonly #value: unknown;

  /** `place` comes before the path in messages: the file. */
  constructor(place: string, path: string, value: unknown) {
    this.#place = place;
    this.#path = path;
    this.#value = value;
  }

  refuse(expected: string): never {
    throw new UsageError(
      `${this.#place}: ${this.#path === '' ? 'the file' : `"${this.#path}"`} ${this.#value === undefined ? 'is missing' : expected}.`,
    );
  }

  at(key: string): JsonField {
    return this.#child(key, this.#object()[key]);
  }

  /** `undefined` if the field is absent. */
  optional(key: string): JsonField | undefined {
    const field = this.at(key);
    return field.#value === undefined ? undefined : field;
  }

  entries(): [key: string, field: JsonField][] {
    return Object.entries(this.#object()).map(([key, value]) => [key, this.#child(key, value)]);
  }

  items(): JsonField[] {
    if (!Array.isArray(this.#value)) this.refuse('is not a list');
    return this.#value.map((value: unknown, index) => this.#child(String(index), value));
  }

  text(): string {
    if (typeof this.#value !== 'string' || this.#value === '') this.refuse('is not a text');
    return this.#value;
  }

  /** A number from 0 to `to`. */
  number({to = Infinity}: {to?: number} = {}): number {
    const value = this.#value;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > to)
      this.refuse(to === Infinity ? 'is not a number from 0' : `is not a number from 0 to ${to}`);
    return value;
  }

  numberOrNull(): number | null {
    return this.#value === null ? null : this.number();
  }

  #object(): Record<string, unknown> {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse('is not an object');
    // The keys of a JSON object are strings.
    return value as Record<string, unknown>;
  }

  #child(key: string, value: unknown): JsonField {
    return new JsonField(this.#place, this.#path === '' ? key : `${this.#path}.${key}`, value);
  }
}
