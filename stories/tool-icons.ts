import {svg, html, type TemplateResult} from 'lit';
import {tools} from '../demo/toolbar.js';

/** Sixteen tools of an editor. */
export function toolIcons(): {name: string; icon: TemplateResult}[] {
  return Object.entries(tools).map(([name, path]) => ({
    name,
    icon: html`<svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      style="display: block"
    >
      ${svg`<path d=${path} />`}
    </svg>`,
  }));
}
