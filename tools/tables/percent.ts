/** A share, 0…1, as a column headed “%” has it: `78.3`. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}
