/** Formats a share, 0…1, for a column with the heading “%”: `78.3`. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}
