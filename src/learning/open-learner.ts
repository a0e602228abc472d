import type {ModelChange} from '../core/events.js';
import {openRecords} from '../storage/open-records.js';
import type {Persist} from '../storage/records.js';
import {Learner, type LearnerObserver} from './learner.js';
import type {TrainedModel} from '../core/model.js';

/** Learners of one name on this page are one. */
const shared = new Map<string, Promise<Learner>>();

export interface OpenedLearner {
  learner: Learner;
  /** Lets go of it; the last to do so ends it. */
  release: () => void;
  /** Tells what there was when it was opened. */
  announce: () => void;
}

/**
 * Opens the learner of a name for an observer, which is then told what the learner does.
 * Without a name, a stored learner is that of the page, and one that is not stored is the observer's own.
 */
export async function openLearner({
  persist,
  name,
  observer,
  onModel,
}: {
  persist: Persist;
  name: string;
  observer: LearnerObserver;
  /** Called before the observer is told: the model in use may have changed. */
  onModel: (learner: Learner) => void;
}): Promise<OpenedLearner> {
  const recordsName = name !== '' ? name : `page:${location.pathname}`;
  const id = name === '' && persist === 'none' ? undefined : `${persist} ${recordsName}`;
  const told: LearnerObserver = {
    ...observer,
    onModel(change) {
      onModel(learner);
      observer.onModel(change);
    },
  };
  let opening = id === undefined ? undefined : shared.get(id);
  if (opening === undefined) {
    const onUnused = (): void => {
      if (id !== undefined) shared.delete(id);
    };
    opening = open({persist, name: recordsName, observer: told, onUnused});
    if (id !== undefined) shared.set(id, opening);
  }
  const learner = await opening;
  learner.join(told);
  return {
    learner,
    release: () => learner.release(told),
    announce: () => {
      const {count} = learner.summary();
      if (count > 0) told.onSamples(undefined, count);
      if (learner.model !== undefined) told.onModel(restored(learner.model));
    },
  };
}

function restored({architecture}: TrainedModel): ModelChange {
  return {verdict: 'taken', reasons: ['It was learned or loaded before.'], source: 'storage', architecture};
}

async function open({
  persist,
  name,
  observer,
  onUnused,
}: {
  persist: Persist;
  name: string;
  observer: LearnerObserver;
  onUnused: () => void;
}): Promise<Learner> {
  const records = await openRecords({
    persist,
    name,
    onError: (error) => observer.onError(error),
    // Nothing can be, before it has read.
    onDeleted: () => learner.forgotten(),
  });
  const learner = new Learner({records, onUnused});
  await learner.restore();
  return learner;
}
