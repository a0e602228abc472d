import {unsafeCSS} from '@lit/reactive-element';

// Styles of the views: controls, tables, charts.
export const contentStyles = unsafeCSS(`
  h3 {
    margin-block: 18px 8px;
    font-size: 13px;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .hint {
    color: var(--muted);
    font-size: 12px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .actions .hint {
    flex: 1;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px 16px;
    align-items: end;
  }
  .fields .wide {
    grid-column: 1 / -1;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 28px;
  }
  .check input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
  }
  button,
  select,
  input:not([type]),
  input[type='text'] {
    min-block-size: 32px;
    padding: 4px 12px;
    border: 1px solid var(--control);
    border-radius: 6px;
    background: transparent;
    color: inherit;
    font: inherit;
  }
  button {
    cursor: pointer;
  }
  button:hover:enabled {
    background: color-mix(in srgb, var(--text) 8%, transparent);
  }
  button:disabled,
  select:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.danger {
    border-color: var(--warn);
    color: var(--warn);
    font-weight: 600;
  }
  select,
  input[type='text'] {
    inline-size: 100%;
    margin-block-start: 2px;
    padding-inline: 8px;
    background: var(--surface);
  }
  input[type='range'] {
    display: block;
    inline-size: 100%;
    margin: 6px 0 0;
  }
  input,
  progress {
    accent-color: var(--accent);
  }
  output {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .url {
    display: flex;
    align-items: end;
    gap: 8px;
  }
  .url label {
    flex: 1;
    min-inline-size: 0;
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 8px;
  }
  .lines {
    padding-inline-start: 20px;
  }
  .counts > div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding-block: 3px;
    border-block-end: 1px solid var(--line);
    break-inside: avoid;
  }
  dl {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  dt {
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  dd {
    margin: 0;
    text-align: end;
    overflow-wrap: anywhere;
  }
  .scroll {
    position: relative;
    overflow: auto;
  }
  .scroll:has(> .counts) {
    max-block-size: 276px;
  }
  .content > .samples {
    padding: 0;
    break-inside: auto;
    list-style: none;
  }
  .samples li {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-block: 6px;
    border-block-end: 1px solid var(--line);
    break-inside: avoid;
  }
  .samples div {
    flex: 1;
    min-inline-size: 0;
  }
  .samples b,
  .samples .hint {
    display: block;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption,
  figcaption {
    margin-block-end: 6px;
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 4px 8px 4px 0;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--muted);
    font-size: 12px;
  }
  th.number,
  td.number {
    text-align: end;
    white-space: nowrap;
  }
  .bars {
    table-layout: fixed;
  }
  .bars th {
    inline-size: 34%;
    overflow-wrap: anywhere;
  }
  .bars .number {
    inline-size: 82px;
    padding-inline-end: 0;
  }
  .bars .predicted th {
    color: var(--accent);
    font-weight: 600;
  }
  .bar {
    position: relative;
  }
  .bar::before {
    content: '';
    display: block;
    block-size: 10px;
    margin-block-start: 5px;
    border-radius: 5px;
    background: linear-gradient(to right, var(--accent) calc(var(--share) * 100%), var(--line) 0);
    forced-color-adjust: none;
  }
  .none .bar::before {
    background: linear-gradient(to right, var(--muted) calc(var(--share) * 100%), var(--line) 0);
  }
  /* The cell has 8px of padding on the right. */
  .bars tr:not(.none) .bar[style*='--threshold']::after {
    content: '';
    position: absolute;
    inset-block: 6px 6px;
    inset-inline-start: calc(var(--threshold) * (100% - 8px));
    border-inline-start: 2px solid var(--text);
  }
  .log td:nth-child(2) {
    white-space: nowrap;
  }
  .log td {
    font-size: 12px;
  }
  .log td:last-child {
    inline-size: 100%;
    min-inline-size: 140px;
    padding-inline-end: 0;
    overflow-wrap: anywhere;
  }
  .verdict ul {
    margin: 8px 0 0;
    padding-inline-start: 20px;
    overflow-wrap: anywhere;
  }
  .badge {
    display: inline-block;
    padding: 2px 10px;
    border: 1px solid var(--control);
    border-radius: 12px;
    font-weight: 600;
  }
  .badge.taken {
    border-color: var(--accent);
    color: var(--accent);
  }
  .badge.refused {
    border-color: var(--warn);
    color: var(--warn);
  }
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
  .layers th {
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    button.primary {
      forced-color-adjust: none;
    }
    .bar::before,
    .none .bar::before {
      border: 1px solid CanvasText;
      background: linear-gradient(to right, Highlight calc(var(--share) * 100%), Canvas 0);
    }
    .none .bar::before {
      background: linear-gradient(to right, CanvasText calc(var(--share) * 100%), Canvas 0);
    }
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
