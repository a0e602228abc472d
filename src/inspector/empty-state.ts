import {html, type TemplateResult} from 'lit';

/** Says what a view will show, and offers what fills it. */
export function emptyState(text: string, {label, act}: {label: string; act: () => void}): TemplateResult {
  return html`<div class="empty">
    <p>${text}</p>
    <button type="button" @click=${act}>${label}</button>
  </div>`;
}
