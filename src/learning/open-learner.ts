import {openStore, type Persist} from '../storage/store.js';
import {Learner, type LearnerObserver} from './learner.js';

/** Learners of one name on this page are one. */
const shared = new Map<string, Promise<Learner>>();

/**
 * Opens the learner of a name for an observer, which releases it when it is done. Without a name, a stored
 * learner is that of the page, and one that is not stored is the observer's own.
 */
export async function openLearner({
  persist,
  name,
  observer,
}: {
  persist: Persist;
  name: string;
  observer: LearnerObserver;
}): Promise<Learner> {
  const storeName = name !== '' ? name : `page:${location.pathname}`;
  const id = name === '' && persist === 'none' ? undefined : `${persist} ${storeName}`;
  const known = id === undefined ? undefined : shared.get(id);
  const opening = known ?? open({persist, name: storeName, onUnused: () => id !== undefined && shared.delete(id)}, observer);
  if (id !== undefined) shared.set(id, opening);
  const learner = await opening;
  learner.join(observer);
  return learner;
}

async function open(
  {persist, name, onUnused}: {persist: Persist; name: string; onUnused: () => void},
  observer: LearnerObserver,
): Promise<Learner> {
  const store = await openStore({persist, name, onError: (error) => observer.onError(error)});
  const learner = new Learner({store, onUnused});
  await learner.restore();
  return learner;
}
