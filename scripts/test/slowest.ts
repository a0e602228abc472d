/** How many files are named. */
const most = 8;

/** A line for each of the files whose tests took longest, from `times` in ms; of those above 5 s. */
export function describeSlowest(times: ReadonlyMap<string, number>): string {
  const lines = [...times]
    .filter(([, ms]) => ms > 5000)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([file, ms]) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${file}\n`);
  return lines.length > 0 ? `Slowest files:\n${lines.join('')}` : '';
}
