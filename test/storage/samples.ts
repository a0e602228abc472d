import fc from 'fast-check';
import type {Sample} from '../../src/core/sample.js';

/** A plausible sample; `index` determines its id, time and place. */
export function sample(index: number): Sample {
  return {
    id: `sample-${index}`,
    time: 1_700_000_000_000 + index,
    pressed: index % 3 === 0 ? null : 'save',
    pressedAt: 20,
    points: [
      [index, 1, 0],
      [index + 5, 2, 8],
      [index + 9, 4, 16],
    ],
    targets: [
      {key: 'save', x: 10, y: 20, w: 80, h: 30},
      {key: 'cancel', x: 110, y: 20, w: 80, h: 30},
    ],
    weight: 1,
  };
}

export function samples(count: number, from = 0): Sample[] {
  return Array.from({length: count}, (_, index) => sample(from + index));
}

const place = fc.integer({min: -2000, max: 5000});
const size = fc.integer({min: 0, max: 900});
const label = fc.string({maxLength: 20}).filter((text) => text !== '__proto__');

/** Any valid sample, rounded as storage keeps it. */
export const anySample: fc.Arbitrary<Sample> = fc
  .record(
    {
      id: fc.string({minLength: 1, maxLength: 40}),
      time: fc.nat(),
      pressedAt: fc.nat(5000),
      moves: fc.array(fc.tuple(place, place, fc.nat(200)), {minLength: 1, maxLength: 20}),
      targets: fc.array(
        fc.record({key: label, x: place, y: place, w: size, h: size}, {noNullPrototype: true}),
        {maxLength: 5},
      ),
      weight: fc.double({min: 0.01, max: 100, noNaN: true}),
      choice: fc.nat(),
    },
    {noNullPrototype: true},
  )
  .map(({moves, choice, ...rest}) => {
    let t = 0;
    const points = moves.map(([x, y, dt]): [number, number, number] => [x, y, (t += dt)]);
    const pressed =
      choice % 4 === 0 ? null : (rest.targets[choice % Math.max(1, rest.targets.length)]?.key ?? 'save');
    return {...rest, points, pressed};
  });
