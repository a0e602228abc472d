import {expect} from '@open-wc/testing';
import * as reference from '@tensorflow/tfjs';
import {PredictiveError} from '../../src/core/errors.js';
import type {ModelArtifacts, ScorerWeights} from '../../src/core/model.js';
import {seededRandom} from '../../src/core/random.js';
import {inspectModel} from '../../src/training/inspect-model.js';
import {canOverflow} from '../../src/model-files/can-overflow.js';
import {maxScorerParameters} from '../../src/model-files/check-model.js';
import {fetchModel, readModelFiles, writeModelFiles} from '../../src/model-files/model-file.js';
import {scorerFile} from '../../src/model-files/scorer-file.js';
import {SequenceModel} from '../../src/training/sequence-model.js';
import * as tf from '../../src/training/tf.js';
import {problemOfScores} from '../../src/model-files/try-scorer.js';
import {Scorer} from '../../src/prediction/scorer.js';
import {checkModel} from '../../src/storage/check-model.js';
import {shippedWeights} from '../../src/prediction/weights.js';
import {featureCount, featureVersion} from '../../src/prediction/feature-names.js';

type Json = Record<string, unknown>;

/** A SimpleRNN model as the Keras converter writes it; `change` can make it invalid. */
function kerasModel(change: (model: KerasModel) => void = () => undefined): File[] {
  const initializer = {class_name: 'GlorotUniform', config: {seed: null, dtype: 'float32'}};
  const dense = {
    use_bias: true,
    kernel_initializer: initializer,
    bias_initializer: {class_name: 'Zeros', config: {}},
  };
  const model: KerasModel = {
    layers: [
      {
        class_name: 'SimpleRNN',
        config: {
          name: 'RNN_Input',
          batch_input_shape: [null, 25, 5],
          units: 8,
          activation: 'tanh',
          recurrent_initializer: {class_name: 'Orthogonal', config: {gain: 1, seed: null}},
          return_sequences: false,
          time_major: false,
          dropout: 0.1,
          recurrent_dropout: 0,
          ...dense,
        },
      },
      {
        class_name: 'BatchNormalization',
        config: {
          name: 'batch_normalization_v1',
          axis: [1],
          momentum: 0.99,
          epsilon: 0.001,
          center: true,
          scale: true,
        },
      },
      {class_name: 'Dense', config: {name: 'softmax', units: 3, activation: 'softmax', ...dense}},
    ],
    paths: ['group1-shard1of1.bin'],
    specs: [
      ['RNN_Input/kernel', [5, 8]],
      ['RNN_Input/recurrent_kernel', [8, 8]],
      ['RNN_Input/bias', [8]],
      ['batch_normalization_v1/gamma', [8]],
      ['batch_normalization_v1/beta', [8]],
      ['batch_normalization_v1/moving_mean', [8]],
      ['batch_normalization_v1/moving_variance', [8]],
      ['softmax/kernel', [8, 3]],
      ['softmax/bias', [3]],
    ].map(([name, shape]) => ({name, shape, dtype: 'float32'})),
    values: undefined,
    extra: {},
  };
  change(model);
  const count = model.specs.reduce((sum, {shape}) => sum + (shape as number[]).reduce((a, b) => a * b, 1), 0);
  const random = seededRandom(3);
  const values =
    model.values ?? Float32Array.from({length: Math.min(Math.max(count, 0), 3e6)}, () => random() * 0.2);
  const json = {
    format: 'layers-model',
    generatedBy: 'keras v2.2.4-tf',
    convertedBy: 'TensorFlow.js Converter v1.0.1',
    modelTopology: {
      keras_version: '2.2.4-tf',
      backend: 'tensorflow',
      model_config: {class_name: 'Sequential', config: {name: 'sequential', layers: model.layers}},
    },
    weightsManifest: [{paths: model.paths, weights: model.specs}],
    ...model.extra,
  };
  return [new File([JSON.stringify(json)], 'model.json'), new File([values], 'group1-shard1of1.bin')];
}

interface KerasModel {
  layers: {class_name: string; config: Json}[];
  paths: string[];
  specs: Json[];
  values: Float32Array<ArrayBuffer> | undefined;
  extra: Json;
}

async function refusal(promise: Promise<unknown>): Promise<PredictiveError> {
  const error = await promise.then(
    () => expect.fail('was not refused'),
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(PredictiveError);
  return error as PredictiveError;
}

const window = Float32Array.from({length: 125}, (_, i) => Math.sin(i) * 3);

describe('a model converted from Keras', () => {
  before(() => tf.setBackend('cpu'));

  it('loads, and predicts as TensorFlow.js alone does', async () => {
    const model = await inspectModel(await readModelFiles(kerasModel(), {outputs: 3}), {outputs: 3});
    if (model.architecture === 'scorer') return expect.fail('a scorer');
    expect(model.architecture).to.equal('simple-rnn');
    expect(model.keys).to.deep.equal([]);
    const network = await SequenceModel.from(model.artifacts);
    const got = await network.predict([window]);
    network.dispose();
    const alone = await reference.loadLayersModel(reference.io.browserFiles(kerasModel()));
    const expected = await (alone.predict(reference.tensor3d(window, [1, 25, 5])) as reference.Tensor).data();
    got.forEach((value, i) => expect(value).to.be.closeTo(expected[i]!, 1e-5));
  });

  it('keeps the buttons named in its metadata', async () => {
    const files = kerasModel(
      (model) => (model.extra['userDefinedMetadata'] = {keys: ['a', 'b', 'c'], other: 1}),
    );
    const {userDefinedMetadata} = await readModelFiles(files);
    expect(userDefinedMetadata).to.deep.equal({architecture: 'simple-rnn', keys: ['a', 'b', 'c']});
  });

  it('ignores metadata that does not fit', async () => {
    for (const keys of [['a', 'b'], ['a', 'a', 'b'], [1, 2, 3], 'abc', null]) {
      const files = kerasModel((model) => (model.extra['userDefinedMetadata'] = {keys, inputMean: 'much'}));
      expect((await readModelFiles(files)).userDefinedMetadata.keys).to.deep.equal([]);
    }
  });
});

describe('writeModelFiles', () => {
  before(() => tf.setBackend('cpu'));

  it('writes a scorer that TensorFlow.js and the kit read back', async () => {
    const random = seededRandom(1);
    const numbers = (length: number) => Float32Array.from({length}, () => random() - 0.5);
    const weights = {
      mean: numbers(featureCount),
      std: new Float32Array(featureCount).fill(2),
      layers: [
        {inputs: featureCount, outputs: 4, kernel: numbers(featureCount * 4), bias: numbers(4)},
        {inputs: 4, outputs: 1, kernel: numbers(4), bias: numbers(1)},
      ],
      temperature: 1,
    };
    const {modelJson, weights: bin} = writeModelFiles(
      scorerFile({architecture: 'scorer', weights, featureVersion}),
    );
    expect([modelJson.name, bin.name]).to.deep.equal(['model.json', 'model.weights.bin']);
    const alone = await reference.loadLayersModel(reference.io.browserFiles([modelJson, bin]));
    expect(alone.countParams()).to.equal(featureCount * 4 + 4 + 4 + 1);
    const back = await inspectModel(await readModelFiles([bin, modelJson]));
    if (back.architecture !== 'scorer') return expect.fail('not a scorer');
    expect(back.featureVersion).to.equal(featureVersion);
    expect(back.weights.mean).to.deep.equal(weights.mean);
  });
});

describe('readModelFiles refuses', () => {
  const layer = (model: KerasModel, index = 0): Json => model.layers[index]!.config;
  const cases: [what: string, change: (model: KerasModel) => void, reason: RegExp][] = [
    ['F60 layers of a huge size', (model) => (layer(model)['units'] = 1e9), /more than 1000000 parameters/],
    ['F60 an invalid number of units', (model) => (layer(model)['units'] = -1), /number of units/],
    ['F60 an unknown layer', (model) => (model.layers[1]!.class_name = 'Lambda'), /class Lambda/],
    ['F60 a nested model', (model) => (model.layers[1]!.class_name = 'Sequential'), /class Sequential/],
    ['F60 a model without weights', (model) => (model.extra['weightsManifest'] = []), /no weights/],
    ['F60 a layer named __proto__', (model) => (layer(model)['name'] = '__proto__'), /no unique name/],
    ['F60 a hundred layers', (model) => (model.layers = Array(100).fill(model.layers[2])), /1 to 32 layers/],
    [
      'F60 another input shape',
      (model) => (layer(model)['batch_input_shape'] = [null, 5, 5]),
      /its input is \[5, 5\]/,
    ],
    ['F60 an output without softmax', (model) => (layer(model, 2)['activation'] = 'linear'), /softmax/],
    [
      'a GRU that TensorFlow.js cannot compute',
      (model) => {
        model.layers[0]!.class_name = 'GRU';
        layer(model)['reset_after'] = true;
      },
      /reset_after/,
    ],
    ['a graph model', (model) => (model.extra['format'] = 'graph-model'), /not layers-model/],
    ['F61 a path above the folder', (model) => (model.paths = ['../secret.bin']), /leaves the model/],
    [
      'F61 a path of another site',
      (model) => (model.paths = ['https://elsewhere.invalid/w.bin']),
      /leaves the model/,
    ],
    ['F61 a path from the root', (model) => (model.paths = ['/w.bin']), /leaves the model/],
    ['F61 an encoded path', (model) => (model.paths = ['%2e%2e/w.bin']), /leaves the model/],
    ['F61 weights that were not given', (model) => (model.paths = ['other.bin']), /was not given/],
    ['F61 truncated weights', (model) => (model.values = new Float32Array(7)), /28 bytes/],
    ['F61 weights above 8 MB', (model) => (model.values = new Float32Array(2e6 + 1)), /larger than 8 MB/],
    ['F62 a weight named __proto__', (model) => (model.specs[0]!['name'] = '__proto__'), /proper name/],
    [
      'F62 two weights with the same name',
      (model) => (model.specs[1]!['name'] = 'RNN_Input/kernel'),
      /two weights/,
    ],
    ['F62 a negative size', (model) => (model.specs[0]!['shape'] = [-5, 8]), /no proper shape/],
    ['F62 a size that is not a number', (model) => (model.specs[0]!['shape'] = [null, 8]), /no proper shape/],
    ['F62 weights that are not float32', (model) => (model.specs[0]!['dtype'] = 'int32'), /not float32/],
    [
      'F62 weights that are not numbers',
      (model) => (model.values = new Float32Array(5 * 8 + 64 + 8 * 5 + 24 + 3).fill(NaN)),
      /not numbers/,
    ],
  ];
  for (const [what, change, reason] of cases) {
    it(what, async () => {
      const error = await refusal(readModelFiles(kerasModel(change)));
      expect(error.code).to.equal('invalid-model');
      expect(error.message).to.match(reason);
      expect(error.message).to.match(/^(model\.json|group1-shard1of1\.bin): /);
    });
  }

  const hostile: typeof cases = [
    ['F61 a path below the folder', (model) => (model.paths = ['deeper/w.bin']), /leaves the model/],
    [
      'F85 65 weight paths',
      (model) => (model.paths = Array.from({length: 65}, (_, i) => `${i}.bin`)),
      /more than 64 weight paths/,
    ],
    [
      'F85 50,000 weight paths',
      (model) => (model.paths = Array.from({length: 50_000}, (_, i) => `${i}`)),
      /model\.json: (weightsManifest\[0\]\.paths has more than 2000 entries|is larger than 250 kB)/,
    ],
    [
      'F85 a key of 1 MB',
      (model) => (model.extra['userDefinedMetadata'] = {keys: ['k'.repeat(1e6)]}),
      /is larger than 250 kB/,
    ],
    [
      'F85 a key of 5,000 characters',
      (model) => (model.extra['userDefinedMetadata'] = {keys: ['k'.repeat(5000)]}),
      /userDefinedMetadata\.keys\[0\] is text of 5000 characters/,
    ],
    [
      'F85 a class that is an object',
      (model) => (model.layers[1]!.class_name = {toString: 1} as never),
      /a layer of class object/,
    ],
    ['F85 a name that is an object', (model) => (layer(model)['name'] = {toString: 1}), /no unique name/],
    [
      'F85 a weight’s type that is an object',
      (model) => (model.specs[0]!['dtype'] = {toString: 1}),
      /is object, not float32/,
    ],
    [
      'F85 a topology nested a hundred times',
      (model) => (layer(model)['deep'] = JSON.parse('['.repeat(100) + ']'.repeat(100))),
      /deep.* is nested deeper than 24 levels/,
    ],
  ];
  for (const [what, change, reason] of hostile)
    it(what, async () => {
      const error = await refusal(readModelFiles(kerasModel(change)));
      expect(error.code).to.equal('invalid-model');
      expect(error.message).to.match(reason);
    });

  it('a model for another number of buttons', async () => {
    const error = await refusal(readModelFiles(kerasModel(), {outputs: 4}));
    expect(error.message).to.contain('3 outputs, the region 4 buttons');
  });

  it('F62 a field named __proto__ anywhere', async () => {
    const [json, weights] = kerasModel();
    const text = (await json!.text()).replace('"convertedBy"', '"__proto__":{"polluted":1},"convertedBy"');
    const error = await refusal(readModelFiles([new File([text], 'model.json'), weights!]));
    expect(error.message).to.contain('__proto__');
    expect(({} as {polluted?: number}).polluted).to.equal(undefined);
  });

  it('text that is not JSON, or anything but one model.json', async () => {
    expect((await refusal(readModelFiles([new File(['{'], 'model.json')]))).message).to.contain('not JSON');
    expect((await refusal(readModelFiles([new File(['[]'], 'model.json')]))).message).to.contain(
      'not a layers model',
    );
    expect((await refusal(readModelFiles([]))).message).to.contain('Choose one model.json');
  });
});

describe('a scorer from outside', () => {
  before(() => tf.setBackend('cpu'));

  type Weights = Parameters<typeof scorerFile>[0]['weights'];

  /** The shipped network as a file, with a change. */
  function scorerFiles(change: (weights: Weights) => void, metadata: Json = {}): File[] {
    const weights = structuredClone(shippedWeights);
    change(weights);
    const artifacts = scorerFile({architecture: 'scorer', weights, featureVersion});
    Object.assign(artifacts.userDefinedMetadata, metadata);
    const {modelJson, weights: bin} = writeModelFiles(artifacts);
    return [modelJson, bin];
  }

  const inspect = async (files: File[]) => inspectModel(await readModelFiles(files));

  it('F85 is refused where it gives NaN on real input', async () => {
    const files = scorerFiles(({layers: [first, second]}) => {
      // Infinity less infinity, as soon as the pointer is some way off.
      for (const unit of [0, 1]) first!.kernel[1 * first!.outputs + unit] = 1e36;
      second!.kernel[0] = 1e6;
      second!.kernel[second!.outputs] = -1e6;
    });
    const error = await refusal(inspect(files));
    expect([error.code, error.message]).to.deep.equal([
      'invalid-model',
      'The model: gives scores that are not numbers.',
    ]);
  });

  it('F85 is refused where its weights could overflow on some input, even if none that was tried did', async () => {
    const files = scorerFiles(({layers}) => {
      for (const {kernel} of layers) for (let i = 0; i < kernel.length; i++) kernel[i]! *= 1e10;
    });
    const error = await refusal(inspect(files));
    expect(error.code).to.equal('invalid-model');
    expect(error.message).to.match(
      /so large that its scores need not be numbers|scores that are not numbers/,
    );
  });

  it('is refused where its inputs are not those of its version, or its version is unknown', async () => {
    const inputs = (count: number) => (weights: Weights) => {
      const [first] = weights.layers;
      weights.mean = weights.mean.slice(0, count);
      weights.std = weights.std.slice(0, count);
      first!.inputs = count;
      first!.kernel = first!.kernel.slice(0, count * first!.outputs);
    };
    const messages = [];
    for (const [count, version] of [
      [24, 4],
      [30, 3],
      [30, 9],
    ] as const)
      messages.push((await refusal(inspect(scorerFiles(inputs(count), {featureVersion: version})))).message);
    expect(messages).to.deep.equal([
      'The model: has 24 inputs; version 4 of the features has 30.',
      'The model: has 30 inputs; version 3 of the features has 24.',
      'The model: was trained on version 9 of the features; it must be 3 or 4.',
    ]);
    const older = await inspect(scorerFiles(inputs(24), {featureVersion: undefined}));
    expect(older.architecture === 'scorer' && older.featureVersion).to.equal(3);
  });

  it('F85 is taken without its scaling where that does not fit float32', async () => {
    const shipped = await inspect(scorerFiles(() => undefined));
    for (const metadata of [
      {inputMean: Array(featureCount).fill(1e300), inputStd: Array(featureCount).fill(1)},
      {inputMean: Array(featureCount).fill(0), inputStd: Array(featureCount).fill(1e-300)},
    ]) {
      const model = await inspect(scorerFiles(() => undefined, metadata));
      if (model.architecture !== 'scorer' || shipped.architecture !== 'scorer')
        return expect.fail('not a scorer');
      const features = Float32Array.from({length: featureCount}, (_, i) => Math.sin(i));
      const [own, expected] = [model, shipped].map(({weights}) => {
        const out = new Float32Array(1);
        new Scorer(weights).logits(features, 1, out);
        return out[0]!;
      });
      expect(own).to.be.closeTo(expected!, 1e-3);
    }
  });

  /** A scorer with one hidden layer of this many units. */
  function wide(units: number): ScorerWeights {
    const layer = (inputs: number, outputs: number) => ({
      inputs,
      outputs,
      kernel: new Float32Array(inputs * outputs),
      bias: new Float32Array(outputs),
    });
    const layers = [layer(featureCount, units), layer(units, 1)];
    const std = new Float32Array(featureCount).fill(1);
    return {mean: new Float32Array(featureCount), std, layers, temperature: 1};
  }

  it('F60 is refused beyond the parameters that a page can compute for each button, as a file and from storage', async () => {
    const most = Math.floor((maxScorerParameters - 1) / (featureCount + 2));
    for (const [units, isTaken] of [
      [most, true],
      [most + 1, false],
    ] as const) {
      const model = {architecture: 'scorer' as const, weights: wide(units), featureVersion};
      const {modelJson, weights} = writeModelFiles(scorerFile(model));
      const read = readModelFiles([modelJson, weights]);
      if (isTaken) {
        expect((await inspect([modelJson, weights])).architecture).to.equal('scorer');
        checkModel(model);
      } else {
        expect((await refusal(read)).message).to.contain('is a scorer of more than 100000 parameters');
        expect(() => checkModel(model)).to.throw('has more than 100000 parameters');
      }
    }
  });

  it('F85 says from its weights alone whether any features could make it overflow', () => {
    const limit = wide(1);
    // One feature at its largest, 64, times the first weight, times the second.
    limit.layers[0]!.kernel[0] = 1e15;
    limit.layers[1]!.kernel[0] = (0.99 * 1e30) / (64 * 1e15);
    expect(canOverflow(limit)).to.equal(false);
    limit.layers[1]!.kernel[0] *= 1.02;
    expect(canOverflow(limit)).to.equal(true);
    for (const std of [0, NaN]) expect(canOverflow({...wide(1), std: wide(1).std.fill(std)})).to.equal(true);
  });

  it('F85 accepts the shipped network and those that learning makes of it', () => {
    expect(problemOfScores(shippedWeights)).to.equal(undefined);
    const larger = structuredClone(shippedWeights);
    for (const {kernel} of larger.layers) for (let i = 0; i < kernel.length; i++) kernel[i]! *= 10;
    expect(problemOfScores(larger)).to.equal(undefined);
  });
});

describe('fetchModel', () => {
  const originalFetch = globalThis.fetch;
  afterEach(() => (globalThis.fetch = originalFetch));

  /** Answers requests by the last segment of their path. */
  function serve(
    files: readonly File[],
    answer: (file: File) => Response = (file) => new Response(file),
  ): RequestInit[] {
    const requests: RequestInit[] = [];
    globalThis.fetch = async (input, init) => {
      requests.push(init!);
      // The kit fetches only URL objects.
      const name = (input as URL).href.split('/').at(-1);
      const file = files.find((each) => each.name === name);
      return file === undefined ? new Response('', {status: 404}) : answer(file);
    };
    return requests;
  }

  it('downloads a model and its weights without cookies and redirects', async () => {
    const requests = serve(kerasModel());
    const artifacts: ModelArtifacts = await fetchModel('/models/one/model.json');
    expect(artifacts.weightSpecs).to.have.length(9);
    expect(requests).to.have.length(2);
    for (const {credentials, redirect} of requests) {
      expect([credentials, redirect]).to.deep.equal(['omit', 'error']);
    }
  });

  it('F61 refuses a web page, by its type and by its text', async () => {
    const page = new File(['<!doctype html>'], 'model.json', {type: 'text/html'});
    serve([page]);
    expect((await refusal(fetchModel('/model.json'))).code).to.equal('invalid-model');
    serve([new File(['\n<html>'], 'model.json')]);
    expect((await refusal(fetchModel('/model.json'))).message).to.contain('is a web page');
  });

  it('F61 refuses an endless response', async () => {
    let cancelled = false;
    const endless = () =>
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
        cancel: () => void (cancelled = true),
      });
    serve(kerasModel(), (file) => new Response(file.name === 'model.json' ? file : endless()));
    expect((await refusal(fetchModel('/model.json'))).message).to.contain('is larger than 8 MB');
    expect(cancelled).to.equal(true);
  });

  it('F61 reports the response of a missing or redirected model', async () => {
    serve([]);
    const missing = await refusal(fetchModel('/model.json'));
    expect([missing.code, missing.message]).to.deep.equal([
      'model-unreachable',
      `${location.origin}/model.json: answered 404.`,
    ]);
    globalThis.fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
    expect((await refusal(fetchModel('/model.json'))).code).to.equal('model-unreachable');
  });

  it("rejects with its signal's reason", async () => {
    const controller = new AbortController();
    controller.abort(new DOMException('enough', 'AbortError'));
    const error = await fetchModel('/model.json', {signal: controller.signal}).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.have.property('name', 'AbortError');
  });
});
