import {checkList, checkNumber, checkRecord, isNumberIn, refuse} from '../core/check-fields.js';
import {maxKeyLength} from '../core/target.js';
import {
  longestContext,
  mostAge,
  mostWeight,
  startOfVisit,
  trustWeights,
  type ClickOrderData,
  type HabitsData,
} from './habits-data.js';

/** Most keys and counts of habits from outside: several times what one person's clicks leave. */
const maxKeys = 2000;
const maxCounts = 10_000;

/**
 * Range of the evidence: 33 presses decide, each with a mean log-likelihood from −13.8 (a probability of 1e-6) to 0.
 */
const trustRange = [-500, 0] as const;

/** Latest time of a JavaScript `Date`, ms since 1970. */
const maxTime = 8.64e15;

/**
 * Returns habits from outside, each field checked, without unknown ones. Throws `invalid-dataset`; `where` names the
 * habits in messages, such as `clicks.json: habits`.
 */
export function checkHabits(data: unknown, where: string): HabitsData {
  const record = checkRecord(data, where);
  if (record.version !== 1) refuse(`${where}.version`, 'is not 1', record.version);
  return {
    version: 1,
    order: checkClickOrder(record.order, `${where}.order`),
    trust: checkTrust(record.trust, `${where}.trust`),
    latestAt: checkNumber(record.latestAt, `${where}.latestAt`, [0, maxTime]),
  };
}

/** Returns a click order from outside, each field checked. Throws `invalid-dataset`. */
export function checkClickOrder(data: unknown, where: string): ClickOrderData {
  const {version, keys, counts, latest} = checkRecord(data, where);
  if (version !== 1) refuse(`${where}.version`, 'is not 1', version);
  const checkedKeys = checkKeys(keys, `${where}.keys`);
  const isKey = (value: unknown): boolean =>
    Number.isInteger(value) && isNumberIn(value, 0, checkedKeys.length - 1);
  const isContextKey = (value: unknown): boolean => value === startOfVisit || isKey(value);
  const checkedCounts = checkList(counts, `${where}.counts`, maxCounts).map((value, index) => {
    const at = `${where}.counts[${index}]`;
    const count = checkList(value, at, longestContext + 3);
    if (count.length < 3) refuse(at, 'has fewer than 3 numbers', value);
    const [key, weight, age] = count.slice(-3);
    if (!isKey(key) || !count.slice(0, -3).every(isContextKey))
      refuse(at, 'names a key that does not exist', value);
    checkNumber(weight, `${at}, weight`, [0, mostWeight]);
    if (!Number.isInteger(checkNumber(age, `${at}, age`, [0, mostAge])))
      refuse(`${at}, age`, 'is not a whole number', age);
    // A cast: each entry has been checked.
    return count as number[];
  });
  const checkedLatest = checkList(latest, `${where}.latest`, longestContext);
  if (!checkedLatest.every(isContextKey))
    refuse(`${where}.latest`, 'names a key that does not exist', latest);
  return {version: 1, keys: checkedKeys, counts: checkedCounts, latest: checkedLatest as number[]};
}

function checkKeys(value: unknown, where: string): string[] {
  const seen = new Set<string>();
  for (const [index, key] of checkList(value, where, maxKeys).entries()) {
    const at = `${where}[${index}]`;
    if (typeof key !== 'string') refuse(at, 'is not a string', key);
    if (key.length > maxKeyLength) refuse(at, `has ${key.length} characters, more than ${maxKeyLength}`);
    // It would be lost as the name of a property.
    if (key === '__proto__') refuse(at, 'is __proto__, which cannot be a key');
    if (seen.has(key)) refuse(at, 'occurs twice', key);
    seen.add(key);
  }
  return [...seen];
}

/** Returns the evidence for trust, each number checked. Throws `invalid-dataset`. */
export function checkTrust(value: unknown, where: string): number[] {
  const evidence = checkList(value, where, trustWeights.length);
  if (evidence.length < trustWeights.length)
    refuse(where, `has fewer than ${trustWeights.length} numbers`, value);
  return evidence.map((each, index) => checkNumber(each, `${where}[${index}]`, trustRange));
}
