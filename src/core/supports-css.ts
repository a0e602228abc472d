/** `CSS.supports()`; on pages that have removed it, nothing is supported. */
export function supportsCss(...condition: [property: string, value: string] | [condition: string]): boolean {
  const {supports} = CSS as Partial<typeof CSS>;
  // A cast: the two forms are overloads of one function.
  return (supports as ((...args: string[]) => boolean) | undefined)?.(...condition) ?? false;
}
