import {seededRandom} from '../../src/core/random.js';
import {glorotKernel} from '../../src/training/initial-weights.js';
import {writeModelFiles} from '../../src/model-files/model-file.js';
import {scorerFile} from '../../src/model-files/scorer-file.js';
import {featureCount, featureVersion} from '../../src/prediction/feature-names.js';

/** A network of the size that the kit trains, with random weights: it costs as much as any such network. */
export async function randomNetwork({
  seed,
}: {
  seed: number;
}): Promise<{modelJson: string; weights: Uint8Array}> {
  const random = seededRandom(seed);
  const widths = [featureCount, 32, 16, 1];
  const files = writeModelFiles(
    scorerFile({
      architecture: 'scorer',
      featureVersion,
      weights: {
        mean: new Float32Array(featureCount),
        std: new Float32Array(featureCount).fill(1),
        layers: widths.slice(1).map((outputs, index) => ({
          inputs: widths[index]!,
          outputs,
          kernel: glorotKernel(widths[index]!, outputs, random),
          bias: new Float32Array(outputs),
        })),
        temperature: 1,
      },
    }),
  );
  return {
    modelJson: await files.modelJson.text(),
    weights: new Uint8Array(await files.weights.arrayBuffer()),
  };
}
