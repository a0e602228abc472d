import {gaussian, seededRandom} from '../../src/core/random.js';

/** Positions of the three buttons, px: side by side, with a usual width. */
const buttons = [
  {x: 400, y: 300},
  {x: 560, y: 300},
  {x: 720, y: 300},
];

const events = 200;
const eventMs = 8;

/**
 * Recordings as `parseDataset` reads them: 200 events `[x, y, dx, dy, dt]` that end on button `y`. Each
 * movement starts where the last one ended, rests there, and follows a smooth, slightly bent path.
 */
export function syntheticRecordings({
  count,
  seed,
}: {
  count: number;
  seed: number;
}): {x: number[][]; y: number}[] {
  const random = seededRandom(seed);
  let from = {x: 300, y: 500};
  return Array.from({length: count}, () => {
    const y = 1 + Math.floor(random() * buttons.length);
    const centre = buttons[y - 1]!;
    const to = {x: centre.x + 25 * gaussian(random), y: centre.y + 8 * gaussian(random)};
    const bend = 20 * gaussian(random);
    const duration = 50 + Math.floor(random() * 40);
    const x: number[][] = [];
    let last = from;
    for (let event = 1; event <= events; event++) {
      const progress = Math.max(0, 1 - (events - event) / duration);
      // Minimum jerk (Flash and Hogan 1985).
      const share = progress ** 3 * (10 - 15 * progress + 6 * progress ** 2);
      const point = {
        x: Math.round(from.x + share * (to.x - from.x) + gaussian(random) * 0.5),
        y: Math.round(from.y + share * (to.y - from.y) + bend * Math.sin(Math.PI * share)),
      };
      x.push([point.x, point.y, point.x - last.x, point.y - last.y, eventMs]);
      last = point;
    }
    from = {x: last.x + 120 * gaussian(random), y: last.y + 150 + 60 * random()};
    return {x, y};
  });
}
