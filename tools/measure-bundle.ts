/** A part of a bundle. */
export interface Chunk {
  name: string;
  /** Minified and gzipped. */
  bytes: number;
  /** Loaded with the entry; else on demand. */
  atOnce: boolean;
}

/** The chunks that a page downloads for a module of the project; `small` as the package's own parts are shipped. */
export async function measureBundle(entryPoint: string, options?: {small: boolean}): Promise<Chunk[]> {
  // A script without types.
  const script = (await import(new URL('../scripts/measure-bundle.mjs', import.meta.url).href)) as {
    measureBundle: (entryPoint: string, options?: {small: boolean}) => Promise<{chunks: Chunk[]}>;
  };
  return (await script.measureBundle(entryPoint, options)).chunks;
}

/** Bytes of some chunks together. */
export function bytesOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, {bytes}) => sum + bytes, 0);
}
