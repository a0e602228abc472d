import type {Sample} from '../../src/core/sample.js';
import type {ScorerWeights} from '../../src/core/model.js';
import type {Random} from '../../src/core/random.js';
import {shuffled} from '../../src/core/random.js';
import {Scorer} from '../../src/prediction/scorer.js';
import {shippedWeights} from '../../src/prediction/weights.js';
import {momentsOf, type Moment} from '../../src/training/moments.js';

/** What an attacker who has the weights and a sample can compute: does it look like one that was trained on? */
export interface Trace {
  person: string;
  isMember: boolean;
  /** Loss under the fine-tuned weights, nats; how much lower it is than under the shipped ones; and other figures. */
  features: number[];
}

/** Features of a sample: its loss, the gain over the shipped weights, confidence and gradient at the last layer. */
export function traceOf(
  sample: Sample,
  {person, isMember, weights}: {person: string; isMember: boolean; weights: ScorerWeights},
): Trace | undefined {
  const moments = momentsOf(sample);
  if (moments.length === 0) return undefined;
  const tuned = figures(moments, new Scorer(weights));
  const shipped = figures(moments, new Scorer(shippedWeights));
  return {
    person,
    isMember,
    features: [
      tuned.loss,
      shipped.loss - tuned.loss,
      tuned.confidence,
      tuned.confidence - shipped.confidence,
      tuned.gradient,
      shipped.gradient - tuned.gradient,
    ],
  };
}

/** Means over the moments of a sample, as weighted in training. */
function figures(
  moments: readonly Moment[],
  scorer: Scorer,
): {loss: number; confidence: number; gradient: number} {
  let loss = 0;
  let confidence = 0;
  let gradient = 0;
  let total = 0;
  for (const {features, rows, label, weight} of moments) {
    const logits = new Float32Array(rows);
    scorer.logits(features, rows, logits);
    const highest = Math.max(...logits);
    const sum = logits.reduce((whole, logit) => whole + Math.exp(logit - highest), 0);
    const probabilities = [...logits].map((logit) => Math.exp(logit - highest) / sum);
    loss -= weight * Math.log(Math.max(probabilities[label]!, 1e-9));
    confidence += weight * Math.max(...probabilities);
    // The norm of the loss's gradient at the logits.
    gradient +=
      weight * Math.hypot(...probabilities.map((probability, row) => probability - (row === label ? 1 : 0)));
    total += weight;
  }
  return {loss: loss / total, confidence: confidence / total, gradient: gradient / total};
}

/** One attack's answer for a trace: whether it was right. */
export interface Guess {
  person: string;
  value: number;
}

/** Of each person as many members as others, so that guessing is right half of the time. */
export function balanced(traces: readonly Trace[], random: Random): Trace[] {
  const people = new Map<string, Trace[]>();
  for (const trace of traces) people.set(trace.person, [...(people.get(trace.person) ?? []), trace]);
  return [...people.values()].flatMap((own) => {
    const [members, others] = [true, false].map((isMember) =>
      shuffled(
        own.filter((trace) => trace.isMember === isMember),
        random,
      ),
    );
    const count = Math.min(members!.length, others!.length);
    return [...members!.slice(0, count), ...others!.slice(0, count)];
  });
}

/** Parts into which people are split: an attack learns from the others, and is tested on each once. */
const folds = 5;

/** Trains an attack on the other people's traces, and tests it on each person's. */
export function crossValidated(
  traces: readonly Trace[],
  learn: (known: readonly Trace[]) => (trace: Trace) => boolean,
): Guess[] {
  const people = [...new Set(traces.map(({person}) => person))];
  const foldOf = new Map(people.map((person, index) => [person, index % folds]));
  return Array.from({length: folds}, (_, fold) => {
    const known = traces.filter(({person}) => foldOf.get(person) !== fold);
    const tested = traces.filter(({person}) => foldOf.get(person) === fold);
    if (known.length === 0 || tested.length === 0) return [];
    const says = learn(known);
    return tested.map((trace) => ({
      person: trace.person,
      value: says(trace) === trace.isMember ? 1 : 0,
    }));
  }).flat();
}

/** The threshold of one feature, and its direction, that tells most known traces apart. */
export function learnThreshold(feature: number): (known: readonly Trace[]) => (trace: Trace) => boolean {
  return (known) => {
    const sorted = [...known].sort((a, b) => a.features[feature]! - b.features[feature]!);
    let membersBelow = 0;
    let best = {right: -1, threshold: 0, isBelow: true};
    const members = sorted.filter(({isMember}) => isMember).length;
    sorted.forEach((trace, index) => {
      if (trace.isMember) membersBelow++;
      const othersBelow = index + 1 - membersBelow;
      // Members are below, or above.
      const right = membersBelow + (sorted.length - members - othersBelow);
      for (const isBelow of [true, false]) {
        const rightNow = isBelow ? right : sorted.length - right;
        if (rightNow > best.right) best = {right: rightNow, threshold: trace.features[feature]!, isBelow};
      }
    });
    return ({features}) => features[feature]! <= best.threshold === best.isBelow;
  };
}

/** Steps and rate of the classifier's gradient descent, after which its loss no longer falls. */
const steps = 300;
const rate = 0.5;

/** Logistic regression on all features, standardised. */
export function learnClassifier(known: readonly Trace[]): (trace: Trace) => boolean {
  const width = known[0]!.features.length;
  const mean = Array.from({length: width}, (_, i) => average(known.map(({features}) => features[i]!)));
  const deviation = mean.map(
    (middle, i) => Math.sqrt(average(known.map(({features}) => (features[i]! - middle) ** 2))) || 1,
  );
  const inputs = (trace: Trace): number[] => [
    1,
    ...trace.features.map((value, i) => (value - mean[i]!) / deviation[i]!),
  ];
  const rows = known.map((trace) => ({inputs: inputs(trace), target: trace.isMember ? 1 : 0}));
  const weights = new Array<number>(width + 1).fill(0);
  const score = (row: readonly number[]): number =>
    row.reduce((sum, value, i) => sum + value * weights[i]!, 0);
  for (let step = 0; step < steps; step++) {
    const gradient = new Array<number>(width + 1).fill(0);
    for (const row of rows) {
      const error = 1 / (1 + Math.exp(-score(row.inputs))) - row.target;
      row.inputs.forEach((value, i) => (gradient[i]! += error * value));
    }
    gradient.forEach((value, i) => (weights[i]! -= (rate * value) / rows.length));
  }
  return (trace) => score(inputs(trace)) > 0;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
