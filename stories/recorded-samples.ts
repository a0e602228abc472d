import type {Sample} from '../src/core/sample.js';
import {handPath, pointInside, seededRandom} from '../test/support/approaches.js';

/** Time between two movements, ms, so that their times differ. */
const apartMs = 1000;

/** Any number; it makes the movements reproducible. */
const seed = 7;

/**
 * A data set file as if a person had exported it: `count` movements from all sides to `buttons`, in turn, at
 * their current positions.
 */
export function recordedSamples(buttons: readonly HTMLElement[], {count}: {count: number}): File {
  const random = seededRandom(seed);
  const targets = buttons.map((button) => {
    const {x, y, width: w, height: h} = button.getBoundingClientRect();
    return {key: button.textContent.trim(), x, y, w, h};
  });
  const samples = Array.from({length: count}, (_, index): Sample => {
    const which = index % buttons.length;
    const from: [number, number] = [innerWidth * random(), innerHeight * random()];
    let t = 0;
    const points = handPath({from, to: pointInside(buttons[which]!, random), random}).map(
      ([x, y, ms = 0], at): [number, number, number] => [x, y, (t += at === 0 ? 0 : ms)],
    );
    return {
      id: `recorded-${index}`,
      time: index * apartMs,
      pressed: targets[which]!.key,
      pressedAt: t,
      points,
      targets,
      weight: 1,
    };
  });
  return new File(
    [JSON.stringify({format: 'predictive-buttons-dataset', version: 1, samples})],
    'recorded.json',
  );
}
