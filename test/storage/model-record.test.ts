import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {PredictiveError} from '../../src/core/errors.js';
import {checkModel, checkUsableModel} from '../../src/storage/check-model.js';
import {contentHash} from '../../src/storage/content-hash.js';
import {packModel, unpackModel} from '../../src/storage/model-record.js';
import {scorerModel, sequenceModel} from './models.js';

describe('model record', () => {
  for (const model of [scorerModel(1), sequenceModel(1)]) {
    it(`contains all of a ${model.architecture}`, () => {
      expect(unpackModel(packModel(model))).to.deep.equal(model);
    });

    it(`F26 detects any changed byte of a ${model.architecture}`, () => {
      const record = packModel(model);
      for (let index = 0; index < record.bytes.length; index++) {
        const bytes = record.bytes.slice();
        bytes[index]! ^= 1;
        expect(unpackModel({...record, bytes})).to.equal(undefined);
      }
    });
  }

  it('F8 is undefined for anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (record) => unpackModel(record) === undefined),
      {seed: 8},
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        const bytes = new Uint8Array();
        const checksum = contentHash(json) + contentHash(bytes);
        return unpackModel({json, bytes, checksum}) === undefined;
      }),
      {seed: 8},
    );
  });
});

describe('checkModel', () => {
  function refused(model: any): void {
    expect(() => checkModel(model))
      .to.throw(PredictiveError)
      .with.property('code', 'invalid-model');
  }

  it('F8 refuses weights that are not finite or of the wrong length', () => {
    const scorer: any = scorerModel(1);
    const {weights} = scorer;
    const [first, last] = weights.layers;
    const changes = [
      {temperature: 0},
      {temperature: Infinity},
      {mean: Float32Array.of(1, NaN, 1)},
      {mean: [0, 1, 2]},
      {std: Float32Array.of(1, 0, 1)},
      {std: Float32Array.of(1, 1)},
      {layers: []},
      {layers: [{...first, outputs: 3, kernel: first.kernel.slice(0, 9), bias: first.bias.slice(0, 3)}]},
      {layers: [last, first]},
      {layers: [{...first, kernel: first.kernel.slice(1)}, last]},
      {layers: [first, {...last, bias: Float32Array.of(-Infinity)}]},
    ];
    for (const change of changes) refused({...scorer, weights: {...weights, ...change}});
    refused({...scorer, featureVersion: undefined});
    checkModel(scorer);
    // One output for each horizon.
    checkModel({...scorer, weights: {...weights, layers: [first]}});
  });

  it('F8 refuses artifacts that do not fit together', () => {
    const sequence: any = sequenceModel(1);
    const {artifacts} = sequence;
    const [kernel] = artifacts.weightSpecs;
    const changes = [
      {weightData: artifacts.weightData.slice(4)},
      {weightData: new Float32Array(9).fill(NaN).buffer},
      {weightSpecs: [kernel]},
      {weightSpecs: [{...kernel, shape: [3, 3], dtype: 'int32'}]},
      {weightSpecs: [{...kernel, shape: [-3, -3]}]},
      {modelTopology: null},
      {userDefinedMetadata: undefined},
    ];
    for (const change of changes) refused({...sequence, artifacts: {...artifacts, ...change}});
    refused({...sequence, keys: [1]});
    refused({...sequence, architecture: 'transformer'});
    refused(null);
    checkModel(sequence);
  });
});

describe('checkUsableModel', () => {
  it('refuses a scorer of features that another version of the kit knows, which may be stored', () => {
    const scorer = {...scorerModel(1), featureVersion: 99};
    checkModel(scorer);
    expect(() => checkUsableModel(scorer))
      .to.throw(PredictiveError, 'version 99 of the features')
      .with.property('code', 'invalid-model');
  });
});
