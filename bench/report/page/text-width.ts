import {chartFont} from './axis.js';

const canvas = document.createElement('canvas').getContext('2d')!;

/** Width of a text in a chart, px. */
export function textWidth(text: string): number {
  canvas.font = chartFont;
  return Math.ceil(canvas.measureText(text).width) + 2;
}
