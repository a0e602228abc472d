import {html, nothing, type TemplateResult} from 'lit';

/** A row of a bar table: its name, the length of its bar, 0…1, and the figure at its end. */
export interface BarRow {
  name: unknown;
  share: number;
  figure: string;
}

/** A table of bars; screen readers get `columns` as the heads of its columns. */
export function barTable({
  caption,
  columns,
  rows,
  shows,
}: {
  /** Not needed where a heading says the same. */
  caption?: string;
  columns: readonly string[];
  rows: unknown;
  /** Identifies the table to tests. */
  shows?: string;
}): TemplateResult {
  return html`<table class="bars" data-shows=${shows ?? nothing}>
    ${
      caption === undefined
        ? nothing
        : html`<caption>
            ${caption}
          </caption>`
    }
    <colgroup>
      ${columns.map(() => html`<col />`)}
    </colgroup>
    <thead class="visually-hidden">
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

export function barRow({name, share, figure}: BarRow): TemplateResult {
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="bar" .style=${`--share: ${share.toFixed(3)}`}></td>
    <td class="number">${figure}</td>
  </tr>`;
}
