import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {PredictiveError} from '../../src/core/errors.js';
import type {Sample} from '../../src/core/sample.js';
import {maxCoordinate, maxLabelLength, maxMovementMs, shortenLabel} from '../../src/storage/check-sample.js';
import {
  formatDataset,
  maxDatasetBytes,
  maxDatasetSamples,
  parseDataset,
} from '../../src/storage/dataset-file.js';
import {anySample, sample} from './samples.js';

const seed = 63;
const header = {format: 'predictive-buttons-dataset', version: 1};

function parse(content: unknown): Sample[] {
  return parseDataset(typeof content === 'string' ? content : JSON.stringify(content), {
    fileName: 'clicks.json',
  }).samples;
}

/** The message of the refusal; fails if the file is accepted or anything else is thrown. */
function refusal(content: unknown): string {
  try {
    parse(content);
  } catch (error) {
    expect(error).to.be.instanceOf(PredictiveError);
    expect((error as PredictiveError).code).to.equal('invalid-dataset');
    return (error as PredictiveError).message;
  }
  throw new Error('accepted');
}

/** The refusal of a data set whose fourth sample has this `change`. */
function refusalOf(change: object): string {
  return refusal({...header, samples: [sample(0), sample(1), sample(2), {...sample(3), ...change}]});
}

function row(x: number, y: number, dt: number): number[] {
  return [x, y, 1, 1, dt];
}

describe('dataset file', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anySample, {selector: ({id}) => id, maxLength: 5}), (samples) => {
        expect(parse(formatDataset(samples))).to.deep.equal(samples);
      }),
      {seed},
    );
  });

  it('is compact', () => {
    expect(formatDataset([])).to.equal('{"format":"predictive-buttons-dataset","version":1,"samples":[]}');
  });

  it('F63 throws only PredictiveErrors for any text', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          ...Object.fromEntries(Object.entries(header).map(([key, value]) => [key, fc.constant(value)])),
          samples: fc.anything(),
        })
        .map((file) => safeStringify(file)),
      fc
        .array(fc.record({x: fc.array(fc.array(fc.double())), y: fc.integer()}))
        .map((file) => safeStringify(file)),
    );
    fc.assert(
      fc.property(anything, (text) => {
        try {
          parse(text);
        } catch (error) {
          expect(error).to.be.instanceOf(PredictiveError);
        }
      }),
      {seed, numRuns: 500},
    );
  });

  it('F63 refuses a sample in which any one field has another type', () => {
    const fields = ['id', 'time', 'pressed', 'pressedAt', 'points', 'targets', 'weight'] as const;
    const strange = fc.constantFrom<unknown>(undefined, true, {}, [], [[]], -1, '', 'x', 1e300);
    fc.assert(
      fc.property(fc.constantFrom(...fields), strange, (field, value) => {
        const change = {...sample(3), [field]: value};
        try {
          const [parsed] = parse({...header, samples: [change]});
          expect(typeof parsed![field]).to.equal(typeof sample(3)[field]);
        } catch (error) {
          expect(error).to.be.instanceOf(PredictiveError);
          expect((error as Error).message).to.contain(`samples[0].${field}`);
        }
      }),
      {seed, numRuns: 200},
    );
  });

  it('F63 refuses text that is not JSON, not a data set or of another version', () => {
    expect(refusal('{"format"')).to.equal('clicks.json: is not JSON.');
    expect(refusal('['.repeat(100_000))).to.contain('is not JSON');
    expect(refusal('7')).to.equal('clicks.json: is not an object.');
    expect(refusal({format: 'other', version: 1, samples: []})).to.contain('its format is not');
    expect(refusal({...header, version: 2, samples: []})).to.contain('newer predictive-buttons (version 2)');
    expect(refusal({...header, version: '1', samples: []})).to.contain('its version is not 1');
    expect(refusal(header)).to.equal('clicks.json: samples: is not an array.');
  });

  it('F63 refuses fields and labels named __proto__', () => {
    const text = JSON.stringify({...header, samples: [sample(0)]});
    expect(refusal(text.replace('{', '{"__proto__":{"admin":true},'))).to.contain('__proto__');
    expect(refusal(text.replace('{"id"', '{"__proto__":{"admin":true},"id"'))).to.contain(
      'samples[0]: has a field',
    );
    expect(refusalOf({pressed: '__proto__'})).to.contain('samples[3].pressed');
    expect(({} as Record<string, unknown>).admin).to.equal(undefined);
  });

  it('F63 refuses more samples or bytes than the limits', () => {
    expect(refusal(`${' '.repeat(maxDatasetBytes)}1`)).to.contain('larger than 64 MB');
    expect(refusal(`[${'0,'.repeat(maxDatasetSamples)}0]`)).to.contain('10001 entries, more than 10000');
    expect(refusal({...header, samples: Array(maxDatasetSamples + 1).fill(0)})).to.contain('more than 10000');
  });

  it('F63 refuses an id that occurs twice', () => {
    expect(refusal({...header, samples: [sample(0), sample(1), sample(0)]})).to.equal(
      'clicks.json: samples[2].id: occurs twice in the file.',
    );
  });

  it('F41 refuses places that are not finite or beyond the limit, and accepts the limit itself', () => {
    for (const x of [1e9, -1e9, maxCoordinate + 1, null, '5']) {
      expect(
        refusalOf({
          points: [
            [0, 0, 0],
            [x, 0, 1],
          ],
        }),
      ).to.contain('clicks.json: samples[3].points[1]: its place');
    }
    const points: Sample['points'] = [[maxCoordinate, -maxCoordinate, maxMovementMs]];
    expect(parse({...header, samples: [{...sample(0), points}]})[0]!.points).to.deep.equal(points);
    const beyondNumbers = JSON.stringify({...header, samples: [sample(0)]}).replace(
      /"points":\[\[\d+/,
      '"points":[[1e999',
    );
    expect(refusal(beyondNumbers)).to.contain('samples[0].points[0]');
  });

  it('F41 refuses decreasing times, and accepts two points at the same time', () => {
    expect(
      refusalOf({
        points: [
          [0, 0, 5],
          [1, 1, 4],
        ],
      }),
    ).to.contain('samples[3].points[1]: its time is before');
    expect(refusalOf({points: [[0, 0, -1]]})).to.contain('samples[3].points[0]: its time');
    expect(
      parse({
        ...header,
        samples: [
          {
            ...sample(0),
            points: [
              [0, 0, 5],
              [1, 1, 5],
            ],
          },
        ],
      }),
    ).to.have.length(1);
  });

  it('refuses negative sizes, too many points, no points and a press on no target', () => {
    const [target] = sample(3).targets;
    expect(refusalOf({targets: [{...target, w: -1}]})).to.contain('samples[3].targets[0].w');
    expect(refusalOf({points: Array.from({length: 251}, (_, t) => [0, 0, t])})).to.contain(
      '251 entries, more than 250',
    );
    expect(refusalOf({points: []})).to.contain('samples[3].points: is empty');
    expect(refusalOf({pressed: 'elsewhere'})).to.contain('samples[3].pressed');
    expect(refusalOf({weight: 0})).to.contain('samples[3].weight');
  });

  it('F64 keeps labels as text and shortens long ones to distinct labels', () => {
    const markup = '<img src=x onerror=alert(1)>\u202e';
    const long = 'a'.repeat(1_000_000);
    const keys = [markup, `${long}1`, `${long}2`];
    const targets = keys.map((key) => ({key, x: 0, y: 0, w: 1, h: 1}));
    const [parsed] = parse({...header, samples: [{...sample(0), pressed: `${long}1`, targets}]});
    const labels = parsed!.targets.map(({key}) => key);
    expect(labels[0]).to.equal(markup);
    expect(new Set(labels).size).to.equal(3);
    expect(labels[1]).to.have.length(maxLabelLength);
    expect(parsed!.pressed).to.equal(labels[1]);
    expect(shortenLabel(labels[1]!)).to.equal(labels[1]);
    expect(shortenLabel('b'.repeat(maxLabelLength))).to.equal('b'.repeat(maxLabelLength));
    expect(refusalOf({pressed: 3})).to.contain('samples[3].pressed: is not a string');
  });

  it('F64 never splits a character', () => {
    for (let start = 170; start <= 190; start++) {
      const label = shortenLabel('a'.repeat(start) + '🙂'.repeat(100));
      expect(() => encodeURIComponent(label)).not.to.throw();
      expect(label.length).to.be.at.most(maxLabelLength);
    }
  });
});

describe('dataset file of recordings', () => {
  it('drops the leading padding and sums up the times', () => {
    const x = [row(0, 0, 0).fill(0), row(0, 0, 0).fill(0), row(5.4, 6, 7), row(8, 9, 10), row(8, 9, 11)];
    const [parsed] = parse([{x, y: 2}]);
    expect(parsed).to.deep.include({pressed: '2', pressedAt: 21, targets: [], weight: 1, time: 0});
    expect(parsed!.points).to.deep.equal([
      [5, 6, 0],
      [8, 9, 10],
      [8, 9, 21],
    ]);
  });

  it('keeps rows of zeros that are not leading', () => {
    expect(parse([{x: [row(1, 1, 7), [0, 0, 0, 0, 0]], y: 1}])[0]!.points).to.have.length(2);
  });

  it('derives ids from the content, so that the same recording is the same sample', () => {
    const first = {x: [row(1, 2, 3)], y: 1};
    const second = {x: [row(1, 2, 3)], y: 2};
    const ids = parse([first, second]).map(({id}) => id);
    expect(new Set(ids).size).to.equal(2);
    expect(parse([second, first, second]).map(({id}) => id)).to.deep.equal([ids[1], ids[0]]);
  });

  it('orders samples by their position in the file', () => {
    const times = parse([1, 2, 3].map((y) => ({x: [row(y, 2, 3)], y}))).map(({time}) => time);
    expect(times).to.deep.equal([0, 1, 2]);
  });

  it('leaves out a recording that is all padding', () => {
    expect(parse([{x: [[0, 0, 0, 0, 0]], y: 1}])).to.deep.equal([]);
  });

  it('F63 refuses rows and numbers that do not match the format', () => {
    const good = {x: [row(1, 2, 3)], y: 1};
    expect(refusal([good, {x: [row(1, 2, 3), [1, 2, 3, 4]], y: 1}])).to.contain(
      'clicks.json: [1].x[1]: is not [x, y',
    );
    expect(refusal([{x: [row(1, 2, 3), row(1, 2, -1)], y: 1}])).to.contain('[0].x[1]');
    expect(refusal([{x: [row(1e9, 2, 3)], y: 1}])).to.contain('[0].x[0]: its place');
    expect(refusal([{x: [row(1, 2, 0), row(1, 2, 1e300)], y: 1}])).to.contain('[0].x[1]: its time');
    for (const y of [0, 1.5, '1', null, 1e300])
      expect(refusal([{...good, y}])).to.contain('[0].y: is not a whole number');
    expect(refusal([{y: 1}])).to.contain('[0].x: is not an array');
    expect(refusal([[]])).to.contain('[0]: is not an object');
  });

  it('can be written in the kit’s own format', () => {
    const samples = parse([{x: [row(1, 2, 3), row(4, 5, 6)], y: 3}]);
    expect(parse(formatDataset(samples))).to.deep.equal(samples);
  });
});

/** `fc.anything` creates values that JSON cannot contain. */
function safeStringify(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}
