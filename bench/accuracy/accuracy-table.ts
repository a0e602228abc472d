/** Moments before the press at which every policy answers, ms. */
export const momentsMs = [1000, 800, 500, 300, 200, 100] as const;

export const policyNames = ['kit', 'heuristic', 'nearest', 'bearing'] as const;
export type PolicyName = (typeof policyNames)[number];

/** A cell for each policy and moment. */
export type Table<Cell> = Record<PolicyName, Record<string, Cell>>;

export function tableOf<Cell>(make: () => Cell): Table<Cell> {
  const entries = policyNames.map((name) => [
    name,
    Object.fromEntries(momentsMs.map((ms) => [String(ms), make()])),
  ]);
  // `Object.fromEntries` does not keep literal keys.
  return Object.fromEntries(entries) as Table<Cell>;
}

export function mapTable<From, To>(table: Table<From>, map: (cell: From) => To): Table<To> {
  const mapped = tableOf<To | undefined>(() => undefined);
  for (const name of policyNames)
    for (const [moment, cell] of Object.entries(table[name])) mapped[name][moment] = map(cell);
  // `tableOf` has filled every cell.
  return mapped as Table<To>;
}
