import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {exceededLimit} from '../../src/core/json-limits.js';

const limits = {depth: 4, entries: 3, textLength: 5};

describe('exceededLimit', () => {
  for (const [what, text, where, problem] of [
    [
      'an array too deep',
      '{"a":[[{"b":[1]}]]}',
      'a[0][0].b',
      'is nested deeper than 4 levels, or is not JSON',
    ],
    ['too many entries of an array', '{"a":[1,2,[3,4,5,6]]}', 'a[2]', 'has more than 3 entries'],
    ['too many entries of an object', '[{"a":1,"b":2,"c":3,"d":4}]', '[0]', 'has more than 3 entries'],
    ['too many entries of the whole', '[1,2,3,4]', '', 'has more than 3 entries'],
    ['a long text', '{"a":{"b":["x","123456"]}}', 'a.b[1]', 'is text of 6 characters, more than 5'],
    ['a long key', '{"a":{"1":2,"123456":1}}', 'a', 'has a key of 6 characters, more than 5'],
    ['a long text with escaped quotes', '["\\"\\\\\\""]', '[0]', 'is text of 6 characters, more than 5'],
  ] as const)
    it(`names ${what}`, () => {
      expect(exceededLimit(text, limits)).to.deep.equal({where, problem});
    });

  it('accepts the limits themselves, and brackets, commas and quotes inside of text', () => {
    for (const text of [
      '[[[[]]]]',
      '{"a":1,"b":2,"c":3}',
      '["12345","[[[[[","{,,,}"]',
      '["\\"\\\\",1]',
      '7',
      '',
    ])
      expect(exceededLimit(text, limits), text).to.equal(undefined);
  });

  it('F84 finds exactly the values that exceed a limit, whatever the JSON', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    const entriesOf = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Math.max(Object.keys(value).length, ...Object.values(value).map(entriesOf))
        : 0;
    fc.assert(
      fc.property(fc.jsonValue({maxDepth: 6}), (value) => {
        const exceeds = depthOf(value) > limits.depth || entriesOf(value) > limits.entries;
        const found = exceededLimit(JSON.stringify(value), {...limits, textLength: Infinity});
        expect(found !== undefined).to.equal(exceeds);
      }),
      {seed: 84, numRuns: 500},
    );
  });
});
