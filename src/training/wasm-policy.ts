/** Lets a page's policy compile WebAssembly. */
const permits = /'(wasm-)?unsafe-eval'/i;

/**
 * Whether the Content Security Policy sent with the worker's script forbids WebAssembly. Trying would tell as well, but
 * browsers report each try as a violation. Unknown policies forbid nothing: those of a page, of a `blob:`, in Node.
 */
export async function isWasmForbidden(): Promise<boolean> {
  const {location} = globalThis as {location?: Location};
  if (!('WorkerGlobalScope' in globalThis) || !location?.protocol.startsWith('http')) return false;
  try {
    // The file that is running is in the cache.
    const {headers, body} = await fetch(location.href, {cache: 'force-cache'});
    void body?.cancel();
    return forbidsWasm(headers.get('content-security-policy') ?? '');
  } catch {
    return false;
  }
}

/** Whether one of the policies of a header, separated by commas, forbids WebAssembly. */
export function forbidsWasm(header: string): boolean {
  return header.split(',').some((policy) => {
    const directives = policy.split(';').map((directive) => directive.trim());
    const named = (name: string) =>
      directives.find((directive) => directive.toLowerCase().split(/\s/)[0] === name);
    const sources = named('script-src') ?? named('default-src');
    return sources !== undefined && !permits.test(sources);
  });
}
