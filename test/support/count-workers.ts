import {patch} from '../storage/patch.js';

/** Counts the workers that the page starts and ends, until `unpatch()`. */
export function countWorkers(): {started: number; ended: number} {
  const counts = {started: 0, ended: 0};
  patch(
    window,
    'Worker',
    (original) =>
      class extends original {
        constructor(...args: ConstructorParameters<typeof Worker>) {
          super(...args);
          counts.started++;
        }
        override terminate(): void {
          counts.ended++;
          super.terminate();
        }
      },
  );
  return counts;
}
