import type {ScorerWeights} from '../src/core/model.js';
import {horizonsMs} from '../src/core/prediction.js';
import {seededRandom} from '../src/core/random.js';
import type {Moment} from '../src/training/moments.js';
import {trainScorerNetwork, type ScorerTraining} from '../src/training/scorer-network.js';
import {momentsOfVisit} from './moments.js';
import {pressTimesOf, weighPressTimes} from './press-times.js';
import {recordedPressTimes} from './recorded-press-times.js';
import {people} from './simulator/parameters.js';
import {drawPerson, drawStyle} from './simulator/person.js';
import {simulateVisit} from './simulator/visit.js';

/** Seeds of the training data, of those of further teachers, and of the data for early stopping. */
const seeds = {training: 1, teachers: 11, validation: 2};

const visitMs = 30_000;

/** Share of the frames that are training examples: neighbouring frames are nearly equal. */
const share = 1 / 12;

/**
 * Weight of a moment that leads to no press. Simulated people press often, for many examples in little time;
 * real ones move about more. Fitted to recordings of people at work.
 */
const noneWeight = 3.5;

/** Seed of the first weights of the shipped network; its teachers have the next ones. */
export const usualSeed = 1;

/**
 * Size of the training; more visits or epochs gained less than 0.002 nats. The network learns from what its teachers say,
 * which is smoother than what happened, and takes longer.
 */
export const usualVisits = 3000;
export const usualEpochs = {teachers: 8, network: 12};
const batchSize = 256;
const learningRate = 4e-3;

/** The networks that the shipped one learns from: four, since each takes as long as the shipped one. */
const teacherCount = 4;
const teacherWidths = [32, 16];

export interface SimulatedData {
  training: Moment[];
  /** Decides how sure a teacher may be. */
  validation: Moment[];
}

/** The moments that the shipped network and its first teacher learn from, or those of other visits. */
export function simulateData(visits: number, seed = seeds.training): SimulatedData {
  const training = simulatedMoments(visits, seed);
  const validation = simulatedMoments(Math.max(20, visits / 20), seeds.validation);
  const factorOf = weighPressTimes(pressTimesOf(training.atWork), recordedPressTimes);
  const weighed = (moment: Moment): Moment => ({...moment, weight: moment.weight * factorOf(moment)});
  const all = ({atWork, onTask}: MomentsByStyle): Moment[] => [...atWork.map(weighed), ...onTask];
  return {training: all(training), validation: all(validation)};
}

/** Moments of people at work, who press as soon as recorded ones if they are weighed, and of people on a task. */
interface MomentsByStyle {
  atWork: Moment[];
  onTask: Moment[];
}

function simulatedMoments(visits: number, seed: number): MomentsByStyle {
  const random = seededRandom(seed);
  const moments: MomentsByStyle = {atWork: [], onTask: []};
  for (let i = 0; i < visits; i++) {
    const style = drawStyle(random);
    const visit = simulateVisit({ms: visitMs, random, parameters: drawPerson(random, style)});
    const own = moments[style === people ? 'atWork' : 'onTask'];
    for (const moment of momentsOfVisit(visit, {random, share}))
      own.push({...moment, weight: moment.label === moment.rows - 1 ? noneWeight : 1});
  }
  return moments;
}

/** What the trainings of the shipped network and of its teachers differ in. */
export type OneTraining = Pick<
  ScorerTraining,
  'training' | 'validation' | 'hiddenWidths' | 'seed' | 'epochs'
>;

export async function trainNetwork(name: string, training: OneTraining): Promise<ScorerWeights> {
  const {weights} = await trainScorerNetwork({
    ...training,
    heldOut: [],
    outputs: horizonsMs.length,
    batchSize,
    learningRate,
    onEpoch: ({epoch, loss}) => console.log(`${name}, epoch ${epoch}: loss ${loss.toFixed(4)}`),
  });
  return weights;
}

/**
 * Trains the teachers of the network with this seed, on the next ones. Each but the first has visits of its own: they
 * differ in what chance has shown them, so that together they know more (bagging, Breiman 1996).
 */
export async function trainTeachers(
  data: SimulatedData,
  {visits, seed, epochs}: {visits: number; seed: number; epochs: number},
): Promise<ScorerWeights[]> {
  const teachers: ScorerWeights[] = [];
  for (let i = 1; i <= teacherCount; i++) {
    const {training, validation} = i === 1 ? data : simulateData(visits, seeds.teachers + i - 2);
    teachers.push(
      await trainNetwork(`teacher ${i}`, {
        training,
        validation,
        hiddenWidths: teacherWidths,
        seed: seed + i,
        epochs,
      }),
    );
  }
  return teachers;
}
