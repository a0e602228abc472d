import {unsafeCSS} from '@lit/reactive-element';

// Styles that the views share: controls, lists, tables.
export const contentStyles = unsafeCSS(`
  h3 {
    margin: 0 0 8px;
    color: var(--muted);
    font-size: 12px;
    font-weight: 600;
    letter-spacing: 0.06em;
    text-transform: uppercase;
  }
  h4 {
    margin: 6px 0 0;
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
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 145px), 1fr));
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
    flex: none;
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
    border-radius: 8px;
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
  .empty {
    display: grid;
    justify-items: start;
    gap: 10px;
    padding: 14px 16px;
    border: 1px dashed var(--control);
    border-radius: 10px;
    color: var(--muted);
  }
  button.primary,
  .empty button {
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
  .counts > div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding-block: 3px;
    border-block-end: 1px solid var(--line);
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
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .samples li {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-block: 6px;
    border-block-end: 1px solid var(--line);
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
  .layers th {
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    button.primary,
    .empty button {
      forced-color-adjust: none;
    }
  }
`);
