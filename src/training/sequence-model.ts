import {type ModelArtifacts, windowChannels, windowLength} from '../core/model.js';
import {layersModel} from './model-artifacts.js';
import * as tf from './tf.js';

/** Windows per pass: a whole data set at once would need hundreds of MB. */
const windowsPerPass = 512;

/** A trained or imported sequence model, ready to predict raw windows. */
export class SequenceModel {
  /** Number of probabilities per window. */
  readonly outputs: number;
  readonly #model: tf.LayersModel;

  private constructor(model: tf.LayersModel) {
    this.#model = model;
    this.outputs = (model.outputShape as (number | null)[]).at(-1)!;
  }

  static async from(artifacts: ModelArtifacts): Promise<SequenceModel> {
    return new SequenceModel(await layersModel(artifacts));
  }

  /** Probabilities `[windows × outputs]`; each window is `[25 × 5]`: x, y, dx, dy, dt. */
  async predict(windows: readonly Float32Array[]): Promise<Float32Array> {
    const probabilities = new Float32Array(windows.length * this.outputs);
    const size = windowLength * windowChannels;
    for (let start = 0; start < windows.length; start += windowsPerPass) {
      const pass = windows.slice(start, start + windowsPerPass);
      const values = new Float32Array(pass.length * size);
      pass.forEach((window, row) => values.set(window, row * size));
      const output = tf.tidy(
        () =>
          this.#model.predict(tf.tensor3d(values, [pass.length, windowLength, windowChannels])) as tf.Tensor,
      );
      probabilities.set(await output.data(), start * this.outputs);
      output.dispose();
    }
    return probabilities;
  }

  dispose(): void {
    this.#model.dispose();
  }
}
