// `npm run bench:talk -- --data FILE`: the accuracy of the sequence networks on a file of recordings
// `[{x: [[x, y, dx, dy, dt], …], y: 1…}, …]`, or on a data set of the kit.
import {wasmUrl} from '../../tools/tensorflow-in-node.js';
import {evaluate, type HeldOutPrediction} from '../../src/training/evaluation.js';
import type {Evaluation} from '../../src/core/evaluation.js';
import type {SequenceArchitecture} from '../../src/core/model.js';
import {seededRandom} from '../../src/core/random.js';
import {pressedKeys, type Sample} from '../../src/core/sample.js';
import {splitForValidation, splitIntoFolds} from '../../src/training/split.js';
import {labelledWindows, type LabelledWindow} from '../../src/training/input-windows.js';
import {chooseBackend} from '../../src/training/backend.js';
import {SequenceModel} from '../../src/training/sequence-model.js';
import {trainSequenceNetwork, trySequenceStep} from '../../src/training/sequence-network.js';
import {parseDataset} from '../../src/storage/dataset-file.js';
import {readArguments, readCount, runBenchmark, UsageError} from '../../tools/arguments.js';
import {readText} from '../../tools/recordings/read-data.js';
import {syntheticRecordings} from '../../tools/recordings/synthetic-recordings.js';

const architectures: SequenceArchitecture[] = ['simple-rnn', 'gru', 'lstm'];
const folds = 5;
const seed = 1;

/** Upper bound of epochs: early stopping ends most trainings at 20 to 60. */
const usualEpochs = 60;

/** Enough for each button to appear several times in a fold. */
const syntheticCount = 90;

interface Scores {
  accuracy: number;
  near: number;
  far: number;
  trainSeconds: number;
}

await runBenchmark(async () => {
  const {data, json, epochs} = readArguments(['epochs']);
  const file = data ?? 'synthetic';
  const {samples} = parseDataset(
    data === undefined ? JSON.stringify(syntheticRecordings({count: syntheticCount, seed})) : readText(data),
    {fileName: file},
  );
  const keys = pressedKeys(samples).sort();
  if (keys.length < 2 || samples.length < 2 * folds) {
    throw new UsageError(
      `${file}: has ${samples.length} recordings of ${keys.length} buttons; ${2 * folds} of 2 are needed.`,
    );
  }
  const maxEpochs = readCount(epochs, {name: 'epochs', fallback: usualEpochs});
  const {backend} = await chooseBackend({
    wanted: 'wasm',
    wasmUrl,
    trial: () => trySequenceStep('simple-rnn'),
  });

  console.log(`${file}: ${samples.length} recordings, ${folds}-fold by recording, ${backend}`);
  console.log('architecture  accuracy    near     far   train s');
  const scores: Record<string, Scores> = {};
  for (const architecture of architectures) {
    const score = await crossValidate(architecture, {samples, keys, epochs: maxEpochs});
    scores[architecture] = score;
    const columns = [score.accuracy, score.near, score.far].map((share) => share.toFixed(3).padStart(8));
    console.log(
      `${architecture.padEnd(12)}  ${columns.join('')}  ${score.trainSeconds.toFixed(1).padStart(8)}`,
    );
  }
  return {result: {file, recordings: samples.length, architectures: scores}, json};
});

/** Trains on four fifths and predicts the fifth, five times; early stopping uses the four fifths only. */
async function crossValidate(
  architecture: SequenceArchitecture,
  {samples, keys, epochs}: {samples: Sample[]; keys: string[]; epochs: number},
): Promise<Scores> {
  const outcomes: {part: LabelledWindow['part']; outcome: HeldOutPrediction}[] = [];
  let trainMs = 0;
  for (const fold of splitIntoFolds(samples, {folds, random: seededRandom(seed)})) {
    const {training, validation} = splitForValidation(fold.training, {random: seededRandom(seed)});
    const heldOut = labelledWindows(fold.heldOut, {keys});
    const begun = performance.now();
    const {artifacts} = await trainSequenceNetwork({
      architecture,
      keys,
      training: labelledWindows(training, {keys}),
      validation: labelledWindows(validation, {keys}),
      heldOut,
      epochs,
      seed,
    });
    trainMs += performance.now() - begun;
    const model = await SequenceModel.from(artifacts);
    const probabilities = await model.predict(heldOut.map(({window}) => window));
    model.dispose();
    heldOut.forEach(({label, part, weight}, row) => {
      const stated = keys.map((key, i) => [key, probabilities[row * keys.length + i]!] as const);
      outcomes.push({
        part,
        outcome: {actual: keys[label]!, probabilities: Object.fromEntries(stated), none: 0, weight},
      });
    });
  }
  const over = (part?: LabelledWindow['part']): Evaluation =>
    evaluate(
      outcomes.filter((entry) => part === undefined || entry.part === part).map(({outcome}) => outcome),
    );
  return {
    accuracy: over().accuracy,
    near: over('near').accuracy,
    far: over('far').accuracy,
    trainSeconds: Math.round(trainMs / 100) / 10,
  };
}
