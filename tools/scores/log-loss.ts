/** Lower bound of a probability: one answer with no chance must not make the mean infinite. */
const leastProbability = 1e-7;

/** Negative log probability of what happened, nats. */
export function logLossOf(probability: number): number {
  return -Math.log(Math.max(probability, leastProbability));
}
