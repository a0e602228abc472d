import type {PredictiveError} from '../core/errors.js';
import type {ModelChange} from '../core/events.js';
import {openRecords} from '../storage/open-records.js';
import type {Persist} from '../storage/records.js';
import {Learner, type LearnerObserver} from './learner.js';
import type {TrainedModel} from '../core/model.js';

/** Regions with the same name on this page share a learner. */
const shared = new Map<string | undefined, Promise<Learner>>();

/** Releases the learners of regions that are gone. */
const collected = new FinalizationRegistry((release: () => void) => release());

export interface OpenedLearner {
  learner: Learner;
  /** Releases the learner; the last observer to do so closes it. An observer that is collected releases it, too. */
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
  owner,
  observer,
  onModel,
}: {
  persist: Persist;
  name: string;
  /** Releases the learner when it is collected. The observer must not hold it. */
  owner?: object;
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
  let learner: Learner;
  // The last of the others may have released it just now.
  do learner = await (shared.get(id) ?? open({persist, name: recordsName, id}));
  while (learner.isClosed);
  learner.join(joined);
  const release = (): void => learner.release(joined);
  if (owner !== undefined) collected.register(owner, release, joined);
  return {
    learner,
    release: () => {
      collected.unregister(joined);
      release();
    },
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

/** Opens a learner; with an `id`, the regions that ask for it until it is closed share it. */
function open({id, ...options}: {persist: Persist; name: string; id: string | undefined}): Promise<Learner> {
  const opening = restore({
    ...options,
    onUnused: () => {
      if (shared.get(id) === opening) shared.delete(id);
    },
  });
  if (id !== undefined) shared.set(id, opening);
  return opening;
}

async function restore({
  persist,
  name,
  onUnused,
}: {
  persist: Persist;
  name: string;
  onUnused: () => void;
}): Promise<Learner> {
  const opened: {learner?: Learner} = {};
  const early: PredictiveError[] = [];
  const records = await openRecords({
    persist,
    name,
    // Not told to the region that opens it alone: it may leave before the others.
    onError(error) {
      if (opened.learner === undefined) early.push(error);
      else opened.learner.failed(error);
    },
    // A learner that is not there yet has nothing to drop.
    onDeleted: (kinds) => opened.learner?.deletedElsewhere(kinds),
    onStored: (kind) => void opened.learner?.storedElsewhere(kind),
  });
  // A duplicated tab has a copy of a session, and from then on data and a model of its own.
  const lockName = persist === 'local' ? `predictive-buttons:training:${name}` : undefined;
  const learner = (opened.learner = new Learner({records, lockName, onUnused}));
  for (const error of early) learner.failed(error);
  await learner.restore();
  return learner;
}
