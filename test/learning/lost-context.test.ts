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
        const at = performance.timeOrigin + performance.now();
        if (contexts.some((gl) => !gl.isContextLost())) new BroadcastChannel('lost-context').postMessage(at);
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
    const epochs: number[] = [];
    let lostAt = Infinity;
    let noticedAt = Infinity;
    const channel = new BroadcastChannel('lost-context');
    channel.onmessage = ({data}: MessageEvent<number>) => (lostAt = Math.min(lostAt, data));
    const {model, backend, history} = await new Trainer({workerUrl}).train({
      samples: madeUpSamples({count: 25}),
      current: undefined,
      options: {architecture: 'scorer', epochs: 4, seed: 1, backend: 'webgl'},
      onBackend: (report) => backends.push(report),
      onEpoch: ({epoch}) => epochs.push(epoch),
      onRestart: (error) => {
        noticedAt = performance.timeOrigin + performance.now();
        restarts.push(error);
      },
    });
    channel.close();
    // Without even a software renderer there is no context to lose.
    if (backends[0]?.backend !== 'webgl') await needs('webgl');
    expect(model.architecture).to.equal('scorer');
    expect(restarts.map(({code}) => code)).to.deep.equal(['backend-unavailable']);
    expect(backend.backend).to.equal('wasm');
    expect(noticedAt - lostAt).to.be.within(0, 1000);
    // From the last good weights: no epoch is learned twice.
    expect(epochs).to.deep.equal([...new Set(epochs)]);
    expect(epochs.at(-1)).to.equal(4);
    expect(history.map(({epoch}) => epoch)).to.deep.equal(epochs);
  });
});
