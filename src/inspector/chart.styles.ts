import {unsafeCSS} from '@lit/reactive-element';

// Styles of the charts: curves, calibration, lead, confusion.
export const chartStyles = unsafeCSS(`
  figure {
    margin: 0;
    min-inline-size: 0;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
  }
  figure svg {
    display: block;
    inline-size: 100%;
    max-inline-size: 460px;
    font:
      11px system-ui,
      sans-serif;
  }
  figure.square svg {
    max-inline-size: 280px;
  }
  svg text {
    fill: var(--muted);
  }
  svg .grid {
    stroke: var(--line);
  }
  svg .ideal {
    stroke: var(--muted);
    stroke-dasharray: 4 3;
  }
  svg .bin,
  svg .used {
    fill: var(--accent);
  }
  svg .bin {
    opacity: 0.6;
  }
  svg .wasted {
    fill: var(--warn);
  }
  .key {
    color: var(--muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .key::before {
    content: '';
    display: inline-block;
    inline-size: 18px;
    margin-inline-end: 6px;
    border-block-start: 2px dashed var(--muted);
    vertical-align: middle;
  }
  .key.held-out::before {
    border-block-start: 3px solid var(--accent);
  }
  .key.other::before {
    border-block-start: 1px solid var(--warn);
  }
  .confusion {
    inline-size: auto;
    min-inline-size: 100%;
  }
  .confusion th {
    border: 0;
    vertical-align: middle;
    white-space: nowrap;
  }
  .confusion th:first-child {
    position: sticky;
    inset-inline-start: 0;
    background: var(--surface);
  }
  .confusion thead th:not(:first-child) {
    text-align: center;
  }
  .confusion td {
    min-inline-size: 44px;
    padding: 8px;
    border: 2px solid var(--surface);
    background: color-mix(
      in srgb,
      var(--text) calc(var(--share) * 30%),
      color-mix(in srgb, var(--text) 4%, transparent)
    );
    text-align: center;
  }
  .confusion td.right {
    background: color-mix(
      in srgb,
      var(--accent) calc(var(--share) * 45%),
      color-mix(in srgb, var(--text) 4%, transparent)
    );
  }
  .confusion td.right {
    font-weight: 600;
  }
  /* From uPlot's own style sheet, for the parts used here. */
  .plot,
  .u-wrap {
    position: relative;
  }
  .plot {
    block-size: 170px;
    overflow: hidden;
  }
  .uplot canvas {
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
  }
`);
