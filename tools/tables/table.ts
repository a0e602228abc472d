/** Prints rows under a heading. Columns are as wide as their widest cell; numbers are aligned right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const isText = head.map((_, column) => rows.every((row) => /^[a-z]/i.test(row[column]!)));
  for (const row of [head, ...rows]) {
    const cells = row.map((cell, column) =>
      isText[column] ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    );
    console.log(cells.join('  ').trimEnd());
  }
}
