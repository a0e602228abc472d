import type {Observation} from '../elements/observation.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {nameOf} from './wording.js';

/** Longest name that is shown in full: a link's key may be a URL, a button's text a paragraph. */
const longest = 32;

/** What the targets of a region are called on the page, by key; a key that is not known there stands for itself. */
export class TargetNames {
  readonly #names = new Map<string, string>();

  /** Learns the names of what was observed, and of the region's own buttons. */
  learn({region, observation}: {region?: PredictiveRegion; observation?: Observation}): void {
    for (const button of region?.querySelectorAll('predictive-button') ?? [])
      this.#set(button.targetKey, button);
    for (const {key, element} of observation?.targets ?? []) this.#set(key, element);
  }

  /** Every key that is known. */
  keys(): string[] {
    return [...this.#names.keys()];
  }

  /** The name of a key, or of what `null` stands for. */
  of(key: string | null): string {
    if (key === null) return 'No press';
    const name = this.#names.get(key) || key;
    return name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
  }

  #set(key: string, element: HTMLElement): void {
    if (!this.#names.has(key)) this.#names.set(key, nameOf(element));
  }
}
