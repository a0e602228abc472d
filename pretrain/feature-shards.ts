import {join} from 'node:path';
import {parquetWriteFile} from 'hyparquet-writer';
import type {Sample} from '../src/core/sample.js';
import {candidateCapacity} from '../src/prediction/candidates.js';
import {featureCount, featureNames, featureVersion} from '../src/prediction/feature-names.js';
import {Trajectory} from '../src/prediction/trajectory.js';
import type {Moment} from '../src/training/moments.js';

/** Rows of each tick: those of the targets, the row of "none", and rows of zeros. */
export const rowCapacity = candidateCapacity + 1;

/** The path in a shard: this many places, this far apart in ms, the latest first. */
export const pathLength = 50;
const pathStepMs = 32;

/** Columns of fixed length, and their bytes for each tick. */
const arrays: Readonly<Record<string, {bytes: number; of: (tick: Tick) => Uint8Array}>> = {
  /** float32 `[rowCapacity × featureCount]`, raw. */
  features: {bytes: rowCapacity * featureCount * 4, of: ({moment}) => padded(moment.features)},
  /** uint8 `[rowCapacity]`: 1 for a row that counts. */
  mask: {bytes: rowCapacity, of: ({moment}) => new Uint8Array(rowCapacity).fill(1, 0, moment.rows)},
  /** float32 `[pathLength × 2]`: x, y relative to the pointer, CSS px. */
  path: {
    bytes: pathLength * 2 * 4,
    of: ({moment: {leadMs = 0}, sample}) =>
      new Uint8Array(pathBefore(sample, sample.pressedAt - leadMs).buffer),
  },
};

/** A tick to write: a moment, the sample that it is of, and the number of its data set. */
interface Tick {
  moment: Moment;
  sample: Sample;
  dataSet: number;
}

/** Writes ticks into Parquet files of `perShard` ticks, of which it holds no more than one. */
export class ShardWriter {
  readonly #folder: string;
  readonly #perShard: number;
  #held: Tick[] = [];
  #shards = 0;
  #ticks = 0;

  constructor({folder, perShard}: {folder: string; perShard: number}) {
    this.#folder = folder;
    this.#perShard = perShard;
  }

  get shards(): number {
    return this.#shards;
  }

  get ticks(): number {
    return this.#ticks;
  }

  add(tick: Tick): void {
    this.#held.push(tick);
    this.#ticks++;
    if (this.#held.length === this.#perShard) this.#write();
  }

  /** Writes the last shard. */
  end(): void {
    if (this.#held.length > 0) this.#write();
  }

  #write(): void {
    const ticks = this.#held;
    this.#held = [];
    const fixed = Object.entries(arrays);
    const numbers = [
      {name: 'label', type: 'INT32' as const, data: ticks.map(({moment}) => moment.label)},
      {name: 'weight', type: 'FLOAT' as const, data: ticks.map(({moment}) => moment.weight)},
      {name: 'lead_ms', type: 'FLOAT' as const, data: ticks.map(({moment}) => moment.leadMs ?? 0)},
      {name: 'data_set', type: 'INT32' as const, data: ticks.map(({dataSet}) => dataSet)},
    ];
    const repetition_type = 'REQUIRED' as const;
    parquetWriteFile({
      filename: join(this.#folder, `ticks-${String(this.#shards++).padStart(5, '0')}.parquet`),
      schema: [
        {name: 'root', num_children: fixed.length + numbers.length},
        ...fixed.map(([name, {bytes}]) => ({
          name,
          type: 'FIXED_LEN_BYTE_ARRAY' as const,
          type_length: bytes,
          repetition_type,
        })),
        ...numbers.map(({name, type}) => ({name, type, repetition_type})),
      ],
      columnData: [
        ...fixed.map(([name, {of}]) => ({name, data: ticks.map(of), encoding: 'PLAIN' as const})),
        ...numbers.map(({name, data}) => ({name, data})),
      ],
      statistics: false,
      rowGroupSize: this.#perShard,
      kvMetadata: [
        {key: 'featureVersion', value: String(featureVersion)},
        {key: 'featureNames', value: JSON.stringify(featureNames)},
      ],
    });
  }
}

/** The features of a tick, with rows of zeros up to `rowCapacity`. */
function padded(features: Float32Array): Uint8Array {
  const all = new Float32Array(rowCapacity * featureCount);
  all.set(features);
  return new Uint8Array(all.buffer);
}

/** Where the pointer was before `now`, relative to where it is. */
function pathBefore({points}: Sample, now: number): Float32Array {
  const trajectory = new Trajectory();
  for (const [x, y, t] of points) if (t <= now) trajectory.push(x, y, t);
  const path = new Float32Array(pathLength * 2);
  if (trajectory.length === 0) return path;
  const {x, y} = trajectory.end;
  const place = new Float64Array(2);
  for (let i = 0; i < pathLength; i++) {
    trajectory.positionAt(now - i * pathStepMs, place);
    path.set([place[0]! - x, place[1]! - y], 2 * i);
  }
  return path;
}
