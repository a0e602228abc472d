import type {Observation} from '../core/observation.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {nameOf} from './wording.js';

/** Longest name that is shown in full: a link's key may be a URL, a button's text a paragraph. */
const longest = 32;

/** What the targets of a region are called on the page, by key; a key that is not known there stands for itself. */
export class TargetNames {
  readonly #names = new Map<string, string>();

  /** Begins with the region's own buttons. */
  begin(region: PredictiveRegion): void {
    this.#names.clear();
    for (const button of region.querySelectorAll('predictive-button')) this.#set(button.targetKey, button);
  }

  /** Adds what was observed. */
  learn({targets}: Observation): void {
    for (const {key, element} of targets) this.#set(key, element);
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
