import {html, nothing, type TemplateResult} from 'lit';

/** Lists figures under their names; `shows` identifies the list to tests. */
export function figureList(
  figures: Iterable<readonly [name: string, figure: string | number]>,
  {shows}: {shows?: string} = {},
): TemplateResult {
  return html`<dl class="counts" data-shows=${shows ?? nothing}>
    ${[...figures].map(
      ([name, figure]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${figure}</dd>
        </div>`,
    )}
  </dl>`;
}
