import * as colours from '../core/default-colours.js';
import {unsafeCSS} from '@lit/reactive-element';
import {sizes} from './panel-place.js';

// Styles of the panel and the drawing over the page. Sizes are in px, independent of the page's text size.
export const panelStyles = unsafeCSS(`
  :host {
    --surface: ${colours.surface};
    --raised: light-dark(#f6f5f1, #16161c);
    --text: ${colours.text};
    --muted: ${colours.muted};
    --line: ${colours.border};
    --control: light-dark(#8b8794, #6f6d7e);
    --accent: ${colours.brand};
    --on-accent: ${colours.onBrand};
    --accent-text: ${colours.brandText};
    --accent-soft: light-dark(#ecebfd, #262448);
    --good: ${colours.success};
    --good-soft: light-dark(#e2f5ec, #12301f);
    --warn: ${colours.warning};
    --warn-soft: light-dark(#fdf1d8, #35270b);
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
      --accent-text: CanvasText;
      --accent-soft: Canvas;
      --good: CanvasText;
      --good-soft: Canvas;
      --warn: LinkText;
      --warn-soft: Canvas;
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
    inline-size: ${sizes.right};
    block-size: auto;
    max-inline-size: 100vw;
    max-block-size: 100dvh;
    margin: 0;
    padding: 0;
    border: 0 solid var(--line);
    border-inline-start-width: 1px;
    background: var(--surface);
    color: var(--text);
    container: panel / inline-size;
    font:
      13px/1.5 Inter,
      'Segoe UI',
      system-ui,
      sans-serif;
    overflow: hidden;
  }
  .panel[data-place='left'] {
    inset: 0 auto 0 0;
    border-inline-width: 0 1px;
  }
  .panel[data-place='bottom'] {
    inset: auto 0 0 0;
    inline-size: auto;
    block-size: ${sizes.bottom};
    border-width: 1px 0 0;
  }
  .panel[data-place='float'] {
    inset: var(--top, max(16px, 100dvh - 576px)) auto auto var(--left, max(0px, 100vw - 436px));
    block-size: min(560px, 100dvh - 32px);
    border-width: 1px;
    border-radius: 14px;
    box-shadow: 0 18px 50px -20px rgb(20 10 60 / 0.5);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 6px 8px 6px 16px;
    border-block-end: 1px solid var(--line);
  }
  h2 {
    flex: 1;
    margin: 0;
    font-size: 14px;
    letter-spacing: -0.01em;
  }
  header code {
    min-inline-size: 0;
    color: var(--muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  header select {
    inline-size: auto;
    margin: 0;
  }
  .icon {
    inline-size: 32px;
    padding: 0;
    border-color: transparent;
    text-align: center;
  }
  .move {
    cursor: move;
    touch-action: none;
  }
  /* One row of tabs below the title, or beside it where there is space. */
  [role='tablist'] {
    display: flex;
    order: 1;
    flex: 1 0 100%;
    gap: 4px;
    margin-inline-start: -8px;
  }
  @container panel (min-width: 640px) {
    h2 {
      flex: none;
    }
    [role='tablist'] {
      order: 0;
      flex: 1;
      margin-inline-start: 4px;
    }
  }
  [role='tab'] {
    min-block-size: 32px;
    padding: 4px 12px;
    border-color: transparent;
    border-radius: 8px;
    color: var(--muted);
    font-weight: 500;
  }
  [role='tab'][aria-selected='true'] {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  .view {
    flex: 1;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 310px), 1fr));
    align-content: start;
    gap: 20px 32px;
    min-block-size: 0;
    padding: 14px 16px 18px;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  section section {
    min-inline-size: 0;
  }
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
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
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  :is(.view, .scroll):focus-visible {
    outline-offset: -2px;
  }
  @media print {
    .panel,
    .overlay {
      display: none;
    }
  }
`);
