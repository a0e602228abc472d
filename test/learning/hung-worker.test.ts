import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import {seededRandom} from '../../src/core/random.js';
import {EpochDeadline} from '../../src/learning/epoch-deadline.js';
import {Trainer} from '../../src/learning/trainer.js';
import {WorkerSession} from '../../src/learning/worker-session.js';
import type {TrainingOptions, TrainingResult} from '../../src/training/protocol.js';
import {madeUpSamples} from './samples.js';

const options: TrainingOptions = {architecture: 'scorer', epochs: 8, seed: 1, backend: 'cpu'};
const samples = madeUpSamples({count: 60});
const workerHref = new URL('../../src/training/trainer.worker.js', import.meta.url).href;

/**
 * The kit's worker, to which `fault` happens once it has sent its third epoch, unless it goes on from a checkpoint. It
 * tells a channel when that is, and what it went on from.
 */
function failingWorker(fault: string, channel: string): string {
  const code = `
    const post = self.postMessage.bind(self);
    const channel = new BroadcastChannel(${JSON.stringify(channel)});
    let resumed = false;
    self.addEventListener('message', ({data}) => {
      resumed = data.resume !== undefined;
      if (resumed) channel.postMessage({resume: data.resume});
    });
    let epochs = 0;
    self.postMessage = (message, ...rest) => {
      post(message, ...rest);
      if (message.type !== 'epoch' || resumed || ++epochs < 3) return;
      channel.postMessage({failedAt: performance.timeOrigin + performance.now()});
      ${fault}
    };
    await import(${JSON.stringify(workerHref)});`;
  return URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
}

interface Observed {
  result: TrainingResult;
  restarts: PredictiveError[];
  epochs: number[];
  restartedAfterMs: number;
  resumedEpochs: number[];
}

async function trainThrough(fault: string): Promise<Observed> {
  const name = `fault ${Math.random()}`;
  const channel = new BroadcastChannel(name);
  let failedAt = NaN;
  let resumedEpochs: number[] = [];
  channel.onmessage = ({data}: MessageEvent<{failedAt?: number; resume?: {epoch: number}[]}>) => {
    failedAt = data.failedAt ?? failedAt;
    resumedEpochs = data.resume?.map(({epoch}) => epoch) ?? resumedEpochs;
  };
  const restarts: PredictiveError[] = [];
  const epochs: number[] = [];
  let restartedAt = NaN;
  const result = await new Trainer({workerUrl: failingWorker(fault, name)}).train({
    samples,
    current: undefined,
    options,
    onEpoch: ({epoch}) => epochs.push(epoch),
    onRestart: (error) => {
      restartedAt = performance.timeOrigin + performance.now();
      restarts.push(error);
    },
  });
  channel.close();
  return {result, restarts, epochs, restartedAfterMs: restartedAt - failedAt, resumedEpochs};
}

describe('a worker that fails in the middle of training', function () {
  this.timeout(120_000);

  for (const [what, fault] of [
    ['loops for ever', 'for (;;);'],
    ['is silent', 'self.postMessage = () => {};'],
    ['ends itself', 'self.close(); self.postMessage = () => {};'],
    [
      'sends nonsense',
      `const job = 1;
      for (const type of ['alive', 'epoch', 'checkpoint', 'backend', 'trained', 'toString']) post({type});
      for (const type of ['epoch', 'trained', 'checkpoint']) post({type, job});
      post({type: 'epoch', job, report: 'none'});
      post({type: 'checkpoint', job, checkpoint: {network: 0, epoch: 9, weights: [7], best: 1}});
      post({type: 'trained', job: 99, result: {}});
      post(null);
      post('text');
      self.postMessage = () => {};`,
    ],
  ] as const)
    it(`F12 is replaced when it ${what}, and the other goes on from the last good weights`, async () => {
      const {result, restarts, epochs, restartedAfterMs, resumedEpochs} = await trainThrough(fault);
      expect(restarts.map(({code}) => code)).to.deep.equal(['worker-unavailable']);
      // 3 s is the shortest deadline, and follows the time of an epoch on a slow machine; then within 2 s.
      const seconds = /within ([\d.]+) s/.exec(restarts[0]!.message)?.[1];
      expect(Number(seconds)).to.be.within(3, 15.3);
      expect(restartedAfterMs).to.be.below(Number(seconds) * 1000 + 2000);
      expect(resumedEpochs).to.have.length(5);
      // The networks learn side by side: the last of them has not yet sent what it had after the third epoch.
      expect(Math.min(...resumedEpochs)).to.be.at.least(2);
      expect(Math.max(...resumedEpochs)).to.be.at.least(3);
      expect(epochs).to.deep.equal([...new Set(epochs)].sort((a, b) => a - b));
      expect(epochs.at(-1)).to.equal(options.epochs);
      expect(result.history.map(({epoch}) => epoch)).to.deep.equal(epochs);
      expect(result.evaluation.accuracy).to.be.greaterThan(0.7);
      const start = result.history[0]!.judged!.start.logLoss;
      expect(result.history.at(-1)!.judged!.logLoss).to.be.below(start);
    });

  it('F12 is replaced at once when memory is refused to it, and the other goes on from the last good weights', async () => {
    // What an operation of TensorFlow.js meets that needs another buffer.
    const {result, restarts, epochs, restartedAfterMs, resumedEpochs} = await trainThrough(
      'new Float32Array(2 ** 40);',
    );
    expect(restarts.map(({code}) => code)).to.deep.equal(['worker-unavailable']);
    expect(restartedAfterMs).to.be.below(2000);
    expect(resumedEpochs).to.have.length(5);
    expect(Math.min(...resumedEpochs)).to.be.at.least(2);
    expect(epochs.at(-1)).to.equal(options.epochs);
    expect(result.evaluation.accuracy).to.be.greaterThan(0.7);
  });

  it('F12 an answer that comes after the deadline changes nothing', async () => {
    const code = `postMessage({type: 'ready'}); onmessage = ({data: {job}}) => setTimeout(() =>
      postMessage({type: 'trained', job, result: {late: true}}), 400);`;
    const workerUrl = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
    const session = new WorkerSession({workerUrl, deadlineMs: 100});
    const request = {type: 'train', samples: [], current: undefined, options} as const;
    const outcome = await session
      .request<'train'>({...request, samples: []})
      .catch((error: unknown) => error);
    expect(outcome).to.have.property('code', 'worker-unavailable');
    expect(session.isOpen).to.be.false;
    const again = await session.request<'train'>({...request, samples: []}).catch((error: unknown) => error);
    expect(again).to.equal(outcome);
  });
});

describe('EpochDeadline', () => {
  it('is generous at first, by the number of samples', () => {
    expect(new EpochDeadline({samples: 0}).ms).to.equal(15_000);
    expect(new EpochDeadline({samples: 2000}).ms).to.equal(25_000);
  });

  it('follows the longest epoch, from 3 s up to what it was at first', () => {
    const deadline = new EpochDeadline({samples: 0});
    deadline.started(1000);
    expect(deadline.ms).to.equal(15_000);
    deadline.epochEnded(1100);
    expect(deadline.ms).to.equal(3000);
    deadline.epochEnded(1900);
    expect(deadline.ms).to.equal(8000);
    deadline.epochEnded(2000);
    expect(deadline.ms).to.equal(8000);
    deadline.epochEnded(60_000);
    expect(deadline.ms).to.equal(15_000);
  });

  it('never goes below 3 s or beyond the first deadline, whatever the times', () => {
    const random = seededRandom(12);
    const deadline = new EpochDeadline({samples: 100});
    let now = 0;
    for (let i = 0; i < 100; i++) {
      deadline.epochEnded((now += random() * 5000));
      expect(deadline.ms).to.be.within(3000, 15_500);
    }
  });
});
