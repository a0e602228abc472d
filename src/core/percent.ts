/** Formats a share, 0…1, as `78 %`, with a no-break space and at most `decimals` decimals. */
export function percent(share: number, {decimals = 0}: {decimals?: number} = {}): string {
  const factor = 10 ** decimals;
  return `${Math.round(share * (100 * factor)) / factor}\u00a0%`;
}
