/** `undefined` on pages that have removed `matchMedia`. */
export function mediaQuery(query: string): MediaQueryList | undefined {
  return (globalThis as Partial<typeof globalThis>).matchMedia?.(query);
}
