import {unsafeCSS} from '@lit/reactive-element';

// Styles of the panel and the drawing over the page. Sizes are in px, independent of the page's text size.
export const panelStyles = unsafeCSS(`
  :host {
    --surface: light-dark(#ffffff, #1a1f1c);
    --raised: light-dark(#f3f2ee, #232a26);
    --text: light-dark(#1b1f1d, #ecefec);
    --muted: light-dark(#59605c, #a3aca6);
    --line: light-dark(#dddbd4, #38413c);
    --control: light-dark(#7c837f, #6d7771);
    --accent: light-dark(#0f766e, #5fd9c6);
    --on-accent: light-dark(#ffffff, #06231f);
    --warn: light-dark(#b45309, #f6ad55);
  }
  @media (forced-colors: active) {
    :host {
      --surface: Canvas;
      --raised: Canvas;
      --text: CanvasText;
      --muted: CanvasText;
      --line: CanvasText;
      --control: ButtonText;
      --accent: Highlight;
      --on-accent: HighlightText;
      --warn: LinkText;
    }
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .probe {
    position: absolute;
    visibility: hidden;
    forced-color-adjust: none;
  }
  .overlay {
    position: fixed;
    inset: 0;
    z-index: 2147483646;
    inline-size: 100vw;
    block-size: 100vh;
    margin: 0;
    padding: 0;
    border: 0;
    background: transparent;
    pointer-events: none;
    forced-color-adjust: none;
  }
  .panel {
    position: fixed;
    inset: 0 0 0 auto;
    z-index: 2147483647;
    display: flex;
    flex-direction: column;
    inline-size: 420px;
    block-size: auto;
    max-inline-size: 100vw;
    max-block-size: 100dvh;
    margin: 0;
    padding: 0;
    border: 0 solid var(--line);
    border-inline-start-width: 1px;
    background: var(--surface);
    color: var(--text);
    box-shadow: 0 0 24px rgb(0 0 0 / 0.18);
    font:
      13px/1.5 system-ui,
      sans-serif;
    overflow: hidden;
  }
  :host([dock='left']) .panel {
    inset: 0 auto 0 0;
    border-inline-width: 0 1px;
  }
  :host([dock='bottom']) .panel {
    inset: auto 0 0 0;
    inline-size: auto;
    block-size: min(46dvh, 460px);
    border-width: 1px 0 0;
  }
  :host([dock='float']) .panel {
    inset: var(--top, max(16px, 100dvh - 576px)) auto auto var(--left, max(0px, 100vw - 436px));
    block-size: min(560px, 100dvh - 32px);
    border-width: 1px;
    border-radius: 12px;
  }
  :host([dock='bottom']) .content {
    columns: 340px;
    column-gap: 32px;
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 8px 8px 16px;
    background: var(--raised);
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: 14px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h2 code {
    color: var(--muted);
    font-weight: 400;
  }
  header select {
    inline-size: auto;
    margin: 0;
  }
  .icon {
    inline-size: 34px;
    padding: 0;
    border-color: transparent;
    text-align: center;
  }
  .move {
    cursor: move;
    touch-action: none;
  }
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 2px;
    padding: 0 10px;
    border-block-end: 1px solid var(--line);
    background: var(--raised);
  }
  [role='tab'] {
    min-block-size: 32px;
    padding: 4px 6px;
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
    color: var(--muted);
  }
  [role='tab'][aria-selected='true'] {
    border-block-end-color: var(--accent);
    color: var(--text);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='false'] {
      border-block-end-color: Canvas;
    }
  }
  .view {
    flex: 1;
    min-block-size: 0;
    padding: 14px 16px;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .content > * {
    margin-block: 0 14px;
    break-inside: avoid;
  }
  .status {
    margin: 0;
    padding: 8px 16px;
    border-block-start: 1px solid var(--line);
    background: var(--raised);
    max-block-size: 6em;
    overflow: auto;
  }
  .status:empty {
    padding: 0;
    border: 0;
  }
  .failed {
    color: var(--warn);
  }
  @media (max-width: 600px) {
    :host .panel,
    :host([dock]) .panel {
      inset: auto 0 0 0;
      inline-size: auto;
      block-size: 58dvh;
      border-width: 1px 0 0;
      border-radius: 0;
    }
    .move,
    header select {
      display: none;
    }
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
`);
