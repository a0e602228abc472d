import {unsafeCSS} from '@lit/reactive-element';

// Styles of the first tab: bars with their history, decisions, figures.
export const liveStyles = unsafeCSS(`
  @container panel (min-width: 1000px) {
    .view[data-tab='Live'] {
      grid-template-columns: minmax(0, 1.45fr) minmax(0, 1.1fr) minmax(0, 0.75fr) minmax(0, 0.9fr);
    }
  }
  [data-section='Events'] {
    grid-column: 1 / -1;
  }
  .bars {
    table-layout: fixed;
  }
  .bars col:first-child {
    inline-size: 34%;
  }
  .bars col:last-child {
    inline-size: 82px;
  }
  .bars th {
    overflow-wrap: anywhere;
  }
  .bars .number {
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
  [data-shows='next-press'] :is(th, td) {
    padding-block: 2px;
    border: 0;
    vertical-align: middle;
  }
  [data-shows='next-press'] col:first-child {
    inline-size: 28%;
  }
  [data-shows='next-press'] col:last-child {
    inline-size: 44px;
  }
  [data-shows='next-press'] th {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [data-shows='next-press'] .number {
    font-weight: 600;
  }
  [data-shows='next-press'] .bar::before {
    margin: 0;
    block-size: 8px;
  }
  [data-shows='next-press'] .bar[style*='--threshold']::after {
    inset-block: 5px;
  }
  .spark {
    display: block;
    inline-size: 100%;
    block-size: 22px;
  }
  .spark path {
    fill: none;
    stroke: var(--muted);
    stroke-width: 1.5;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }
  .spark .threshold {
    stroke: var(--line);
    stroke-width: 1;
  }
  .predicted .spark .line {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .decisions {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .decisions li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
  }
  .decisions time {
    min-inline-size: 40px;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .chip {
    max-inline-size: 100%;
    padding: 1px 10px;
    border-radius: 99px;
    background: var(--raised);
    color: var(--muted);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .chip b {
    margin-inline-end: 2px;
    font-size: 11px;
  }
  :is(.predicted, .preloaded) .chip {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .foreseen .chip {
    background: var(--good-soft);
    color: var(--good);
  }
  .missed .chip {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .decisions .details {
    color: var(--muted);
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px 16px;
  }
  .figures > div {
    display: grid;
    align-content: start;
  }
  .figures dt {
    order: 1;
  }
  .figures dd {
    font-size: 20px;
    font-weight: 650;
    letter-spacing: -0.02em;
    line-height: 1.2;
    text-align: start;
  }
  [data-shows='reason'] {
    min-block-size: 2lh;
  }
  @media (forced-colors: active) {
    .bar::before,
    .none .bar::before {
      border: 1px solid CanvasText;
      background: linear-gradient(to right, Highlight calc(var(--share) * 100%), Canvas 0);
    }
    .none .bar::before {
      background: linear-gradient(to right, CanvasText calc(var(--share) * 100%), Canvas 0);
    }
    .chip {
      border: 1px solid CanvasText;
    }
  }
`);
