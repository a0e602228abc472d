import {gaussian, type Random} from '../core/random.js';

/** A kernel `[inputs × outputs]`, uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010). */
export function glorotKernel(inputs: number, outputs: number, random: Random): Float32Array {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({length: inputs * outputs}, () => (random() * 2 - 1) * limit);
}

/**
 * A random orthogonal matrix `[size × size]`, row-major: repeated multiplication by it neither grows nor
 * shrinks a state (Saxe et al. 2014). Gram-Schmidt; TensorFlow.js's own initialiser warns about its slowness.
 */
export function orthogonalKernel(size: number, random: Random): Float32Array {
  const rows: Float64Array[] = [];
  while (rows.length < size) {
    const row = Float64Array.from({length: size}, () => gaussian(random));
    for (const earlier of rows) {
      const overlap = dot(row, earlier);
      row.forEach((value, i) => (row[i] = value - overlap * earlier[i]!));
    }
    const length = Math.sqrt(dot(row, row));
    rows.push(row.map((value) => value / length));
  }
  return Float32Array.from(rows.flatMap((row) => [...row]));
}

/** Joins matrices `[rows × columns]` side by side into one `[rows × count·columns]`: the gates of a cell. */
export function sideBySide(matrices: readonly Float32Array[], rows: number): Float32Array {
  const columns = matrices[0]!.length / rows;
  const joined = new Float32Array(rows * columns * matrices.length);
  matrices.forEach((matrix, index) => {
    for (let row = 0; row < rows; row++) {
      const values = matrix.subarray(row * columns, (row + 1) * columns);
      joined.set(values, (row * matrices.length + index) * columns);
    }
  });
  return joined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
