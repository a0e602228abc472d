import {replayInChromium} from './replay-in-chromium.js';
import type {PageReport} from './page/replay-page.js';
import type {PointerScript} from '../recordings/pointer-script.js';
import type {ReplayedScript} from '../scores/policies.js';
import type {Recording} from '../recordings/recording.js';

/** The results of replaying recordings in the browser. */
export interface ReplayedRecordings {
  replayed: ReplayedScript[];
  /** Name of the model that scored the targets. */
  model: string;
  /** Number of the kit's preloads that were cancelled before the press. */
  cancelled: number;
}

/** Replays recordings in Chromium, and prepares the results for scoring. */
export async function replayRecordings<Kind extends Recording>(
  recordings: readonly Kind[],
  scriptOf: (recording: Kind) => PointerScript,
): Promise<ReplayedRecordings> {
  const scripts = recordings.map(scriptOf);
  const reports = await replayInChromium(scripts);
  const replayed = reports.map(({predictions, foresight, preloads}, index) => ({
    person: recordings[index]!.person,
    script: scripts[index]!,
    predictions,
    foresight,
    // The press itself also starts a preload, which is not predicted.
    preloads: preloads.filter(({trigger}) => trigger !== 'press'),
  }));
  return {replayed, model: modelIn(reports), cancelled: cancelledIn(reports)};
}

function modelIn(reports: readonly PageReport[]): string {
  return reports.find(({model}) => model !== '')?.model ?? 'nothing';
}

function cancelledIn(reports: readonly PageReport[]): number {
  return reports.flatMap(({preloads}) => preloads).filter(({cancelledAt}) => cancelledAt !== null).length;
}
