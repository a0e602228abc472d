import type {Observation} from '../core/observation.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {nameOf} from './wording.js';

/** Longest name shown in full, characters: a link's key may be a URL, a button's text a paragraph. */
const longest = 32;

/** Names of a region's targets on the page, by key; an unknown key is its own name. */
export class TargetNames {
  readonly #names = new Map<string, string>();

  /** Starts with the region's own buttons. */
  reset(region: PredictiveRegion): void {
    this.#names.clear();
    for (const button of region.querySelectorAll('predictive-button')) this.#set(button.targetKey, button);
  }

  /** Adds the targets of an observation. */
  learn({targets}: Observation): void {
    for (const {key, element} of targets) this.#set(key, element);
  }

  /** Every known key. */
  keys(): string[] {
    return [...this.#names.keys()];
  }

  /** The name of a key, or of `null`. */
  of(key: string | null): string {
    if (key === null) return 'No press';
    const name = this.#names.get(key) || key;
    return name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
  }

  #set(key: string, element: HTMLElement): void {
    if (!this.#names.has(key)) this.#names.set(key, nameOf(element));
  }
}
