import {PredictiveError} from '../core/errors.js';

/** Throws `invalid-argument` unless it is a list of keys for each visit. */
export function checkOrders(orders: unknown): void {
  const isVisit = (visit: unknown): boolean =>
    Array.isArray(visit) && visit.every((key) => typeof key === 'string' && key !== '');
  if (!Array.isArray(orders) || !orders.every(isVisit))
    throw new PredictiveError('invalid-argument', 'Orders are lists of keys.', {
      value: orders,
    });
}
