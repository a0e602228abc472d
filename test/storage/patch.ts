const undo: (() => void)[] = [];

/** Replaces a property until `unpatch`; `replace` gets the original. */
export function patch<T extends object, K extends keyof T>(
  target: T,
  property: K,
  replace: (original: T[K]) => unknown,
): void {
  const owned = Object.getOwnPropertyDescriptor(target, property);
  Object.defineProperty(target, property, {
    value: replace(target[property]),
    configurable: true,
    writable: true,
  });
  undo.push(() => {
    delete (target as Partial<T>)[property];
    if (owned) Object.defineProperty(target, property, owned);
  });
}

/** Undoes every patch, the last one first. */
export function unpatch(): void {
  while (undo.length > 0) undo.pop()!();
}

const databases = new Set<string>();

/** Gives each test its own database, as test files share an origin and run at the same time. */
export function isolateDatabase(): void {
  const suffix = crypto.randomUUID();
  const rename = (name: string) => {
    databases.add(`${name} ${suffix}`);
    return `${name} ${suffix}`;
  };
  patch(
    IDBFactory.prototype,
    'open',
    (open) =>
      function (this: IDBFactory, name: string, version?: number) {
        return open.call(this, rename(name), version);
      },
  );
  patch(
    IDBFactory.prototype,
    'deleteDatabase',
    (remove) =>
      function (this: IDBFactory, name: string) {
        return remove.call(this, rename(name));
      },
  );
}

/** Call after `unpatch`. */
export async function deleteDatabases(): Promise<void> {
  await Promise.all([...databases].map((name) => settled(indexedDB.deleteDatabase(name))));
  databases.clear();
}

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Opens the kit's database as another program would. */
export function openRaw(version?: number): Promise<IDBDatabase> {
  return settled(indexedDB.open('predictive-buttons', version));
}

/** Reads, changes or adds records without the kit; returns the records after that. */
export async function tamper(
  storeName: 'samples' | 'models',
  change: (record: any) => unknown = (record) => record,
): Promise<any[]> {
  const database = await openRaw();
  const store = database.transaction(storeName, 'readwrite').objectStore(storeName);
  for (const record of await settled(store.getAll())) await settled(store.put(change(record)));
  const records = await settled(store.getAll());
  database.close();
  return records;
}

/**
 * Lets `count` puts succeed and then aborts their transaction, as browsers do when the disk turns out to be
 * full or faulty.
 */
export function abortAfterPut(count: number, {name = 'UnknownError', after = 1} = {}): void {
  let puts = 0;
  patch(
    IDBObjectStore.prototype,
    'put',
    (put) =>
      function (this: IDBObjectStore, value: unknown) {
        const request = put.call(this, value);
        puts++;
        if (puts >= after && puts < after + count) {
          const {transaction} = this;
          request.addEventListener('success', () => {
            Object.defineProperty(transaction, 'error', {value: new DOMException('injected', name)});
            transaction.abort();
          });
        }
        return request;
      },
  );
}
