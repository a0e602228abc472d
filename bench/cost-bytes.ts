import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import type {Site} from './cost-site.js';

/** A part of a bundle. */
interface Chunk {
  name: string;
  bytes: number;
  /** Loaded with the entry; else on demand. */
  atOnce: boolean;
}

/** What pages download, bytes, minified and gzipped. */
export interface ByteCosts {
  /** The kit's entry with all that it imports, lit included. */
  entry: number;
  /** What the entry loads when it is needed, by its source. */
  onDemand: Record<string, number>;
  /** The worker that trains, as it is shipped, and the binary that it then loads. */
  worker: number;
  wasm: number;
  /** js.foresight: what is loaded at once, and with what it loads when it starts. */
  foresight: {entry: number; all: number};
}

export async function measureBytes(site: Site): Promise<ByteCosts> {
  // A script without types.
  const {measureBundle} = (await import(
    new URL('../scripts/build/measure-bundle.mjs', import.meta.url).href
  )) as {
    measureBundle: (entryPoint: string) => Promise<{chunks: Chunk[]}>;
  };
  const [kit, foresight] = await Promise.all([
    measureBundle('src/index.ts'),
    measureBundle('node_modules/js.foresight/dist/index.mjs'),
  ]);
  const shipped = (file: string): number =>
    gzipSync(readFileSync(join(site.folder, file)), {level: 9}).length;
  return {
    entry: total(kit.chunks.filter(({atOnce}) => atOnce)),
    onDemand: Object.fromEntries(
      kit.chunks.filter(({atOnce}) => !atOnce).map(({name, bytes}) => [name, bytes]),
    ),
    worker: shipped('trainer.worker.js'),
    wasm: shipped('wasm/tfjs-backend-wasm-simd.wasm'),
    foresight: {
      entry: total(foresight.chunks.filter(({atOnce}) => atOnce)),
      all: total(foresight.chunks),
    },
  };
}

function total(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, {bytes}) => sum + bytes, 0);
}
