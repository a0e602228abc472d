import {svgElement} from '../../../src/inspector/element.js';

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'ring';

const outlines: Record<Shape, string> = {
  circle: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z',
  ring: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  square: 'M-4.5-4.5h9v9h-9z',
  triangle: 'M0-6 6 4.5H-6z',
  diamond: 'M0-6.5 6.5 0 0 6.5-6.5 0z',
};

/** The appearance of a policy in every chart: a shape, and a class for its colour and line style. */
export function markStyle(policy: string): {shape: Shape; class: string} {
  if (policy === 'kit' || policy.startsWith('kit@')) return {shape: 'circle', class: 'kit'};
  if (policy.startsWith('kit-')) return {shape: 'ring', class: 'kit'};
  if (policy.startsWith('shipped')) return {shape: 'ring', class: 'shipped'};
  if (policy === 'foresight' || policy === 'nearest') return {shape: 'square', class: 'first-peer'};
  if (policy === 'bearing') return {shape: 'triangle', class: 'third-peer'};
  if (policy === 'hover') return {shape: 'triangle', class: 'second-peer'};
  return {shape: 'diamond', class: 'second-peer'};
}

/** A policy's mark. */
export function mark(policy: string, {x, y, scale = 1}: {x: number; y: number; scale?: number}): SVGElement {
  const {shape, class: name} = markStyle(policy);
  return svgElement('path', {
    class: `mark ${shape} ${name}`,
    d: outlines[shape],
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale})`,
  });
}

/** A line and a mark with a name beside them, for the legend. */
export function legendEntry(policy: string, text: string): HTMLElement {
  const entry = document.createElement('span');
  entry.className = 'entry';
  entry.append(
    svgElement(
      'svg',
      {width: 30, height: 14, 'aria-hidden': 'true'},
      svgElement('line', {class: `stroke ${markStyle(policy).class}`, x1: 1, x2: 29, y1: 7, y2: 7}),
      mark(policy, {x: 15, y: 7, scale: 0.8}),
    ),
    text,
  );
  return entry;
}
