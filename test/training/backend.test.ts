import {expect} from '@open-wc/testing';
import type {Backend} from '../../src/core/model.js';
import {chooseBackend} from '../../src/training/backend.js';
import {tryScorerStep} from '../../src/training/scorer-network.js';
import {trySequenceStep} from '../../src/training/sequence-network.js';
import * as tf from '../../src/training/tf.js';
import {needs} from '../support/commands.js';

const wasmUrl = '/src/training/wasm/';
const nothing = async () => undefined;

describe('chooseBackend', () => {
  it('chooses the fastest of the backends it measured', async () => {
    const {backend, measurements} = await chooseBackend({wanted: 'auto', wasmUrl, trial: tryScorerStep});
    const times = Object.values(measurements).filter((value) => typeof value === 'number');
    expect(times).to.have.length.greaterThan(1);
    expect(measurements[backend]).to.equal(Math.min(...times));
    expect(tf.getBackend()).to.equal(backend);
  });

  it('uses a wanted backend without trying the others', async () => {
    const {backend, measurements} = await chooseBackend({wanted: 'cpu', trial: tryScorerStep});
    expect(backend).to.equal('cpu');
    expect(Object.keys(measurements)).to.deep.equal(['cpu']);
  });

  it('F4 skips WebGL where workers have no OffscreenCanvas', async () => {
    const original = globalThis.OffscreenCanvas;
    try {
      Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
      const {backend, measurements} = await chooseBackend({wanted: 'webgl', wasmUrl, trial: tryScorerStep});
      expect(measurements.webgl).to.equal('not available: no OffscreenCanvas');
      expect(backend).to.equal('wasm');
    } finally {
      globalThis.OffscreenCanvas = original;
    }
  });

  it('tries the next backend when a training step fails', async () => {
    const trial = async () => {
      if (tf.getBackend() === 'wasm') throw new Error('no such kernel');
    };
    const {backend, measurements} = await chooseBackend({wanted: 'wasm', wasmUrl, trial});
    expect(measurements.wasm).to.equal('failed in a training step: no such kernel');
    expect(backend).to.not.equal('wasm');
  });

  it('rejects when every backend fails the training step', async () => {
    const trial = () => Promise.reject(new Error('broken'));
    const error = await chooseBackend({wanted: 'auto', wasmUrl, trial}).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'backend-unavailable');
  });

  it('F6 refuses a backend that computes incorrectly', async function () {
    this.timeout(60_000);
    await tf.loadWebgl();
    tf.env().set('WEBGL_FORCE_F16_TEXTURES', true);
    try {
      const {backend, measurements} = await chooseBackend({wanted: 'webgl', wasmUrl, trial: nothing});
      // Without even a software renderer there is no WebGL to test.
      if (String(measurements.webgl).includes('not available')) await needs('webgl');
      expect(measurements.webgl).to.equal('computes incorrectly');
      expect(backend).to.equal('wasm');
    } finally {
      tf.env().set('WEBGL_FORCE_F16_TEXTURES', false);
    }
  });

  for (const backend of ['cpu', 'wasm'] as Backend[]) {
    it(`F15 measures on ${backend} without leaving a tensor behind`, async () => {
      const trial = async () => {
        await tryScorerStep();
        await trySequenceStep('gru');
      };
      await chooseBackend({wanted: backend, wasmUrl, trial});
      const {numTensors} = tf.memory();
      await chooseBackend({wanted: backend, wasmUrl, trial});
      expect(tf.memory().numTensors).to.equal(numTensors);
    });
  }
});
