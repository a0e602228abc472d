import type {ModelChange} from '../core/events.js';
import {openRecords} from '../storage/open-records.js';
import type {Persist} from '../storage/records.js';
import {Learner, type LearnerObserver} from './learner.js';
import type {TrainedModel} from '../core/model.js';

/** Regions with the same name on this page share a learner. */
const shared = new Map<string, Promise<Learner>>();

export interface OpenedLearner {
  learner: Learner;
  /** Releases the learner; the last observer to do so closes it. */
  release: () => void;
  /** Reports the samples and the model that the learner had when it was opened. */
  announce: () => void;
}

/**
 * Opens the learner of a name and reports its changes to an observer. Without a name, a stored learner belongs to the
 * page's path, and one that is not stored belongs to the observer alone.
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
  /** Called before the observer when the model in use may have changed. */
  onModel: (learner: Learner) => void;
}): Promise<OpenedLearner> {
  const recordsName = name !== '' ? name : `page:${location.pathname}`;
  const id = name === '' && persist === 'none' ? undefined : `${persist} ${recordsName}`;
  const joined: LearnerObserver = {
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
    opening = open({persist, name: recordsName, observer: joined, onUnused});
    if (id !== undefined) shared.set(id, opening);
  }
  const learner = await opening;
  learner.join(joined);
  return {
    learner,
    release: () => learner.release(joined),
    announce: () => {
      const {count} = learner.summary();
      if (count > 0) joined.onSamples(undefined, count);
      if (learner.model !== undefined) joined.onModel(restored(learner.model));
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
  // Nothing is told to a learner that is not there yet.
  const opened: {learner?: Learner} = {};
  const records = await openRecords({
    persist,
    name,
    onError: (error) => observer.onError(error),
    onDeleted: (kinds) => opened.learner?.deletedElsewhere(kinds),
    onStored: (kind) => void opened.learner?.storedElsewhere(kind),
  });
  const lockName = persist === 'local' ? `predictive-buttons:training:${name}` : undefined;
  const learner = (opened.learner = new Learner({records, lockName, onUnused}));
  await learner.restore();
  return learner;
}
