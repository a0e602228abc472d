/** Standardises inputs per channel as `(value − mean) / std`. */
export interface Scaling {
  mean: Float32Array;
  std: Float32Array;
}

/** Channels with a smaller deviation are not scaled: dividing by it would only amplify noise. */
const smallestStd = 1e-6;

/**
 * Mean and standard deviation of each channel over the rows of `inputs`, each `[rows × channels]`. Rows of
 * zeros are padding and ignored.
 */
export function scalingOf(inputs: readonly Float32Array[], channels: number): Scaling {
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let count = 0;
  for (const input of inputs) {
    for (let start = 0; start < input.length; start += channels) {
      const row = input.subarray(start, start + channels);
      if (row.every((value) => value === 0)) continue;
      count++;
      row.forEach((value, i) => {
        sum[i]! += value;
        squares[i]! += value * value;
      });
    }
  }
  const mean = Float32Array.from(sum, (total) => total / Math.max(count, 1));
  const std = Float32Array.from(squares, (total, i) => {
    const average = sum[i]! / Math.max(count, 1);
    const deviation = Math.sqrt(Math.max(total / Math.max(count, 1) - average * average, 0));
    return deviation > smallestStd ? deviation : 1;
  });
  return {mean, std};
}

/**
 * The kernel `[channels × outputs]` and bias that give for raw inputs the same result as the given ones for
 * standardised inputs: `x′K + b` with `x′ = (x − mean) / std`. Exact for any input, including rows of zeros.
 */
export function foldScaling(
  kernel: Float32Array,
  bias: Float32Array,
  {mean, std}: Scaling,
): {kernel: Float32Array; bias: Float32Array} {
  const outputs = bias.length;
  const foldedKernel = kernel.map((value, i) => value / std[Math.floor(i / outputs)]!);
  const foldedBias = bias.map((value, output) => {
    let shifted = value;
    for (let channel = 0; channel < mean.length; channel++) {
      shifted -= (mean[channel]! / std[channel]!) * kernel[channel * outputs + output]!;
    }
    return shifted;
  });
  return {kernel: foldedKernel, bias: foldedBias};
}

/** The inverse of `foldScaling`. */
export function unfoldScaling(
  kernel: Float32Array,
  bias: Float32Array,
  {mean, std}: Scaling,
): {kernel: Float32Array; bias: Float32Array} {
  // Standardising with these reverses standardising with the others.
  return foldScaling(kernel, bias, {
    mean: mean.map((value, i) => -value / std[i]!),
    std: std.map((value) => 1 / value),
  });
}
