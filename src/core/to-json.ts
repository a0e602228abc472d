/**
 * The JSON of plain data. Old libraries give arrays and objects a `toJSON()` that makes text of them; the replacer
 * takes what it is called for from its holder instead.
 */
export function toJson(data: unknown): string {
  const isPatched = 'toJSON' in Array.prototype;
  return JSON.stringify(
    data,
    isPatched
      ? function (this: Record<string, unknown>, key: string) {
          return this[key];
        }
      : undefined,
  );
}
