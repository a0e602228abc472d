import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {itemsThatFit} from '../../src/elements/items-that-fit.js';

const row = {items: [100, 100, 100], gap: 10, more: 60};

describe('itemsThatFit', () => {
  it('takes all items exactly when they fit without the button', () => {
    expect(itemsThatFit({...row, available: 320})).to.equal(3);
    expect(itemsThatFit({...row, available: 319})).to.equal(2);
  });

  it('leaves room for the button and the gap before it', () => {
    expect(itemsThatFit({...row, available: 280})).to.equal(2);
    expect(itemsThatFit({...row, available: 279})).to.equal(1);
    expect(itemsThatFit({...row, available: 100})).to.equal(0);
  });

  it('ignores items that are not shown', () => {
    expect(itemsThatFit({...row, items: [100, 0, 100], available: 210})).to.equal(3);
    expect(itemsThatFit({...row, items: [], available: 0})).to.equal(0);
  });

  it('never takes fewer items in more space, and never more than fit', () => {
    const width = fc.integer({min: 1, max: 300});
    fc.assert(
      fc.property(
        fc.array(width, {maxLength: 12}),
        fc.integer({min: 0, max: 2000}),
        width,
        (items, available, more) => {
          const count = itemsThatFit({items, available, gap: 4, more});
          expect(itemsThatFit({items, available: available + 1, gap: 4, more})).to.be.at.least(count);
          const used = items.slice(0, count).reduce((sum, each) => sum + each + 4, -4);
          if (count > 0) expect(used).to.be.at.most(available + 0.5);
        },
      ),
    );
  });
});
