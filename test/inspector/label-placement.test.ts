import {expect} from '@open-wc/testing';
import {seededRandom} from '../../src/core/random.js';
import {overlap, placeLabels, type Rect} from '../../src/inspector/label-placement.js';

const viewport = {x: 0, y: 0, width: 800, height: 600};
const size = {width: 44, height: 20};

const target = (x: number, y: number, width = 120, height = 40): Rect => ({x, y, width, height});

describe('placeLabels', () => {
  it('puts a label above its target, and below one at the upper edge', () => {
    const [above, below] = placeLabels([target(100, 100), target(400, 3)], {
      sizes: [size, size],
      viewport,
    });
    expect(above).to.deep.equal({x: 100, y: 76, ...size});
    expect(below).to.deep.equal({x: 400, y: 47, ...size});
  });

  it('keeps a label within the viewport and off an obstacle', () => {
    const panel = {x: 0, y: 300, width: 800, height: 300};
    const [corner, atPanel] = placeLabels([target(770, 3, 60, 40), target(100, 270, 60, 28)], {
      sizes: [size, size],
      viewport,
      obstacles: [panel],
    });
    expect(corner!.x + size.width).to.be.at.most(800);
    expect(overlap(atPanel!, panel)).to.be.false;
  });

  it('keeps off the other targets where there is another place', () => {
    const [first, second] = [target(100, 100, 60, 20), target(100, 124, 60, 20)];
    const [upper, lower] = placeLabels([first, second], {sizes: [size, size], viewport});
    expect(overlap(upper!, second)).to.be.false;
    expect(overlap(lower!, first)).to.be.false;
  });

  it('lets no two labels overlap, wherever the targets are, one inside another included', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 500; round++) {
      const at = target(random() * 800, random() * 600, random() * 300, random() * 80);
      const targets = [at, round % 3 === 0 ? {...at} : target(at.x + random() * 40, at.y + random() * 40)];
      targets.push(target(random() * 800, random() * 600));
      const labels = placeLabels(targets, {sizes: targets.map(() => size), viewport});
      const placed = labels.filter((label) => label !== undefined);
      for (const [index, label] of placed.entries()) {
        for (const other of placed.slice(index + 1))
          expect(overlap(label, other), `round ${round}`).to.be.false;
        expect(label.x >= 0 && label.y >= 0 && label.x + 44 <= 800 && label.y + 20 <= 600).to.be.true;
      }
    }
  });

  it('leaves out a label that has no place at all', () => {
    const [label] = placeLabels([target(10, 10)], {
      sizes: [size],
      viewport,
      obstacles: [viewport],
    });
    expect(label).to.be.undefined;
  });
});
