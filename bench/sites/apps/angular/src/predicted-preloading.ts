import {Injectable} from '@angular/core';
import type {PreloadingStrategy, Route} from '@angular/router';
import type {} from 'predictive-buttons';
import {EMPTY, firstValueFrom, type Observable} from 'rxjs';

/** Loads the code of a route when one of its links is predicted. */
@Injectable({providedIn: 'root'})
export class PredictedPreloading implements PreloadingStrategy {
  readonly #loads = new Map<string, () => Observable<unknown>>();

  preload({path}: Route, load: () => Observable<unknown>): Observable<unknown> {
    if (path) this.#loads.set(path, load);
    return EMPTY;
  }

  listen(): void {
    document.body.addEventListener('preload', (event) => {
      const {target, refusal} = event;
      if (!(target instanceof HTMLAnchorElement) || refusal || target.origin !== location.origin) return;
      const load = this.#loads.get(target.pathname.slice(1));
      if (load) event.waitUntil(firstValueFrom(load(), {defaultValue: undefined}));
    });
  }
}
