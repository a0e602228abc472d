import {element, svgElement} from '../../../src/inspector/element.js';

export type Shape = 'circle' | 'square' | 'triangle' | 'wedge' | 'diamond' | 'ring';

const outlines: Record<Shape, string> = {
  circle: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z',
  ring: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  square: 'M-4.5-4.5h9v9h-9z',
  triangle: 'M0-6 6 4.5H-6z',
  wedge: 'M0 6-6-4.5H6z',
  diamond: 'M0-6.5 6.5 0 0 6.5-6.5 0z',
};

/** The appearance of a policy in every chart: a shape, and a class for its colour and line style. */
export function markStyle(policy: string): {shape: Shape; class: string} {
  if (policy === 'kit' || policy.startsWith('kit@')) return {shape: 'circle', class: 'kit'};
  if (policy.startsWith('kit-')) return {shape: 'ring', class: 'kit'};
  if (policy.startsWith('pointer')) return {shape: 'circle', class: 'pointer-only'};
  if (policy.startsWith('shipped')) return {shape: 'ring', class: 'shipped'};
  if (policy === 'foresight' || policy === 'nearest') return {shape: 'square', class: 'first-peer'};
  if (policy === 'bearing') return {shape: 'triangle', class: 'third-peer'};
  if (policy === 'hover') return {shape: 'triangle', class: 'second-peer'};
  if (policy === 'hover-200') return {shape: 'wedge', class: 'second-peer'};
  return {shape: 'diamond', class: 'second-peer'};
}

/** Line styles that differ without their colours. */
const dashes: Record<string, number[]> = {
  shipped: [6, 4],
  'pointer-only': [2, 3],
  'first-peer': [2, 3],
  'second-peer': [8, 4],
  'third-peer': [6, 3, 2, 3],
};

/** The line of a policy in every chart. */
export function curveStyle(policy: string): {colour: string; dash?: number[]; width: number} {
  const {class: own} = markStyle(policy);
  const dash = dashes[own];
  return {colour: `--${own}`, ...(dash && {dash}), width: own === 'kit' ? 2.5 : 2};
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

/** A policy's mark with its name beside it, for the legend of a chart without a line of it. */
export function markEntry(policy: string): HTMLElement {
  return entryOf([mark(policy, {x: 15, y: 7})], policy);
}

/** A bin's mark with a name beside it, for the legend. */
export function statementEntry(kind: 'targets' | 'none', text: string): HTMLElement {
  return entryOf([svgElement('circle', {class: `bin ${kind}`, cx: 15, cy: 7, r: 6})], text);
}

/** A line and a mark with a name beside them, for the legend. */
export function legendEntry(policy: string, text: string): HTMLElement {
  const line = svgElement('line', {
    class: `stroke ${markStyle(policy).class}`,
    x1: 1,
    x2: 29,
    y1: 7,
    y2: 7,
  });
  return entryOf([line, mark(policy, {x: 15, y: 7, scale: 0.8})], text);
}

function entryOf(drawn: readonly SVGElement[], text: string): HTMLElement {
  return element(
    'span',
    {class: 'entry'},
    svgElement('svg', {width: 30, height: 14, 'aria-hidden': 'true'}, ...drawn),
    text,
  );
}
