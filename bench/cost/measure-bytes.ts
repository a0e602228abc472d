import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {bytesAtOnce, measureBundle, measurePackage} from '../../scripts/build/measure-bundle.js';
import type {Site} from '../../tools/timed-pages/site.js';

/** Sizes of the downloads, bytes, minified and gzipped. */
export interface ByteCosts {
  /** The kit's entry with its imports, lit included. */
  entry: number;
  /** The modules that the entry imports on demand, by source file. */
  onDemand: Record<string, number>;
  /** The training worker as it is shipped, and its wasm binary. */
  worker: number;
  wasm: number;
  /** js.foresight: its entry, and the entry with the modules that it loads at its start. */
  foresight: {entry: number; all: number};
}

export async function measureBytes(site: Site): Promise<ByteCosts> {
  const [kit, foresight] = await Promise.all([
    measureBundle('src/index.ts'),
    measurePackage('node_modules/js.foresight/dist/index.mjs'),
  ]);
  const shipped = (file: string): number =>
    gzipSync(readFileSync(join(site.folder, file)), {level: 9}).length;
  return {
    entry: bytesAtOnce(kit),
    onDemand: Object.fromEntries(kit.filter(({atOnce}) => !atOnce).map(({name, bytes}) => [name, bytes])),
    worker: shipped('trainer.worker.js'),
    wasm: shipped('wasm/tfjs-backend-wasm-simd.wasm'),
    foresight: {
      entry: bytesAtOnce(foresight),
      all: foresight.reduce((sum, {bytes}) => sum + bytes, 0),
    },
  };
}
