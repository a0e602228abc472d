import {liveInChromium} from '../chromium.js';
import type {PageReport} from './page/live-through.js';
import type {PointerScript} from '../recordings/pointer-script.js';
import type {Lived} from '../scores/policies.js';
import type {Recording} from '../recordings/recording.js';

/** What came of recordings in the browser. */
export interface Experience {
  lived: Lived[];
  /** What the kit scored targets by. */
  model: string;
  /** Preloads of the kit that it took back before the press. */
  withdrawn: number;
}

/** Lives through recordings in Chromium, and prepares them for scoring. */
export async function live<Kind extends Recording>(
  recordings: readonly Kind[],
  scriptOf: (recording: Kind) => PointerScript,
): Promise<Experience> {
  const scripts = recordings.map(scriptOf);
  const reports = await liveInChromium(scripts);
  const lived = reports.map(({predictions, foresight, preloads}, index) => ({
    person: recordings[index]!.person,
    script: scripts[index]!,
    predictions,
    foresight,
    // The press itself starts one too: that one is no prediction.
    preloads: preloads.filter(({trigger}) => trigger !== 'press'),
  }));
  return {lived, model: modelIn(reports), withdrawn: withdrawnIn(reports)};
}

function modelIn(reports: readonly PageReport[]): string {
  return reports.find(({model}) => model !== '')?.model ?? 'nothing';
}

function withdrawnIn(reports: readonly PageReport[]): number {
  return reports.flatMap(({preloads}) => preloads).filter(({withdrawnAt}) => withdrawnAt !== null).length;
}
