import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import type {BackendReport} from '../../src/core/model.js';
import {Trainer} from '../../src/learning/trainer.js';
import {needs} from '../support/commands.js';
import {madeUpSamples} from './samples.js';

/** The worker, with a GPU that loses its context after the first epoch. */
const workerUrl = URL.createObjectURL(
  new Blob(
    [
      `const contexts = [];
      const getContext = OffscreenCanvas.prototype.getContext;
      OffscreenCanvas.prototype.getContext = function (...args) {
        const context = getContext.apply(this, args);
        if (context?.drawArrays) contexts.push(context);
        return context;
      };
      const post = self.postMessage.bind(self);
      self.postMessage = (message, ...rest) => {
        post(message, ...rest);
        if (message.type !== 'epoch') return;
        for (const gl of contexts) if (!gl.isContextLost()) gl.getExtension('WEBGL_lose_context').loseContext();
      };
      await import(${JSON.stringify(new URL('../../src/training/trainer.worker.js', import.meta.url).href)});`,
    ],
    {type: 'text/javascript'},
  ),
);

describe('Trainer on WebGL', () => {
  it('F1 restarts on wasm when the WebGL context is lost', async function () {
    this.timeout(60_000);
    const backends: BackendReport[] = [];
    const restarts: PredictiveError[] = [];
    const {model, backend} = await new Trainer({workerUrl}).train({
      samples: madeUpSamples({count: 25}),
      current: undefined,
      options: {architecture: 'scorer', epochs: 2, seed: 1, backend: 'webgl'},
      onBackend: (report) => backends.push(report),
      onRestart: (error) => restarts.push(error),
    });
    // Without even a software renderer there is no context to lose.
    if (backends[0]?.backend !== 'webgl') await needs('webgl');
    expect(model.architecture).to.equal('scorer');
    expect(restarts.map(({code}) => code)).to.deep.equal(['backend-unavailable']);
    expect(backend.backend).to.equal('wasm');
  });
});
