import {expect, fixture, fixtureCleanup, html} from '@open-wc/testing';
import '../../src/index.js';
import {bounds, shapeOf, traceShape} from '../../src/inspector/target-shape.js';

/** The outline of an element, `gap` px outside of it, as a test of points, CSS px of the viewport. */
function outlineOf(element: HTMLElement, {box = element.getBoundingClientRect(), gap = 0} = {}) {
  const shape = shapeOf({element, key: 'key', probability: 1, box});
  const path = new Path2D();
  traceShape(path, shape, gap);
  const context = document.createElement('canvas').getContext('2d')!;
  return {
    box: bounds(shape),
    contains: (x: number, y: number): boolean => context.isPointInPath(path, x, y),
  };
}

describe('the shape of a target', () => {
  afterEach(() => fixtureCleanup());

  it('has the corners of its target, and stays parallel to them outside', async () => {
    const round = await fixture<HTMLElement>(
      html`<button
        style="position: fixed; left: 100px; top: 100px; width: 100px; height: 40px; border-radius: 20px 0 50%"
      ></button>`,
    );
    const outline = outlineOf(round);
    expect(outline.contains(102, 102), 'a round corner').to.be.false;
    expect(outline.contains(198, 102), 'a sharp corner').to.be.true;
    expect(outline.contains(195, 137), 'an elliptic corner').to.be.false;
    expect(outline.contains(150, 120)).to.be.true;
    const around = outlineOf(round, {gap: 3});
    expect(around.contains(198 + 4, 98), 'a sharp corner stays sharp').to.be.true;
    expect(around.contains(97.5, 120)).to.be.true;
    expect(around.contains(99, 99)).to.be.false;
  });

  it('has a box for each line of a link that wraps', async () => {
    const text = await fixture<HTMLElement>(
      html`<p style="position: fixed; left: 0; top: 0; width: 220px; margin: 0; font: 20px/30px monospace">
        aaaa bbbb <a href="#here">cccc dddd eeee</a>
      </p>`,
    );
    const link = text.querySelector('a')!;
    const [first, last] = [...link.getClientRects()] as [DOMRect, DOMRect];
    const outline = outlineOf(link);
    for (const {x, y, width, height} of [first, last])
      expect(outline.contains(x + width / 2, y + height / 2)).to.be.true;
    // Above the second line and left of the first one.
    expect(outline.contains(first.x - 20, first.y + first.height / 2)).to.be.false;
    expect(outline.box.height).to.be.above(first.height + 10);
  });

  it("has the corners of a custom element's own button", async () => {
    const button = await fixture<HTMLElement>(
      html`<predictive-button
        style="position: fixed; left: 100px; top: 100px; width: 120px; height: 60px; --predictive-button-radius: 30px; --predictive-radius: 30px"
        >Pay</predictive-button
      >`,
    );
    const outline = outlineOf(button);
    expect(outline.contains(103, 103)).to.be.false;
    expect(outline.contains(103, 130)).to.be.true;
  });

  it('is the circle or the polygon of an area, in the box that the region has measured', () => {
    const area = document.createElement('area');
    area.shape = 'circle';
    area.coords = '50,50,40';
    const circle = outlineOf(area, {box: new DOMRectReadOnly(110, 110, 80, 80)});
    expect(circle.contains(150, 150)).to.be.true;
    expect(circle.contains(113, 113)).to.be.false;
    area.shape = 'poly';
    area.coords = '10,10,90,10,10,90';
    const triangle = outlineOf(area, {box: new DOMRectReadOnly(110, 110, 80, 80)});
    expect(triangle.contains(120, 120)).to.be.true;
    expect(triangle.contains(180, 180)).to.be.false;
  });
});
