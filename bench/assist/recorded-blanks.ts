import {Engine} from '../../src/prediction/engine.js';
import {LikelyTarget} from '../../src/prediction/margin.js';
import type {RowModel} from '../../src/prediction/predictor.js';
import {scriptOfWindow} from '../../tools/recordings/pointer-script.js';
import type {StreamWindow} from '../../tools/recordings/recording.js';
import {driveEngine} from '../../tools/replay/drive-engine.js';
import {techniqueNames, techniques, type TechniqueName} from './techniques.js';

/** How many recorded presses each technique would give to a target that they were not made on. */
export interface RecordedBlanks {
  /** All presses, and those that hit no target. */
  presses: number;
  blank: number;
  taken: Record<TechniqueName, number>;
}

/** Replays windows of real use, and counts which presses beside every target would have been taken. */
export function countRecordedBlanks(
  windows: readonly StreamWindow[],
  {model, from}: {model: RowModel; from: number},
): RecordedBlanks {
  const taken = Object.fromEntries(techniqueNames.map((name) => [name, 0])) as Record<TechniqueName, number>;
  let presses = 0;
  let blank = 0;
  for (const window of windows) {
    const script = scriptOfWindow(window);
    const downs = script.steps.filter(({kind}) => kind === 'down');
    const likely = new LikelyTarget<number>();
    driveEngine(new Engine<number>({model}), script, {
      onPrediction: (prediction) => {
        // A press beside every target ends the approach, after the target has been asked for.
        const down = downs[0];
        if (down?.target === -1 && prediction.time === down.t && prediction.probabilities.size === 0)
          count(down, likely.at(down.t) ?? -1);
        likely.update(prediction, from);
      },
      onPressStart: () => {
        presses++;
        downs.shift();
      },
    });
    function count({x, y}: {x: number; y: number}, candidate: number): void {
      const moment = {targets: script.targets, likely: candidate};
      if (techniques.nothing({x, y}, moment) >= 0) return;
      blank++;
      for (const name of techniqueNames) if (techniques[name]({x, y}, moment) >= 0) taken[name]++;
    }
  }
  return {presses, blank, taken};
}
