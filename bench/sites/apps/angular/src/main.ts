import {Component, inject, provideBrowserGlobalErrorListeners} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import {provideRouter, RouterLink, RouterOutlet, withPreloading} from '@angular/router';
import pages from '../pages.json';
import {PredictedPreloading} from './predicted-preloading';
import {viewRoutes} from './routes';

@Component({
  selector: 'app-start',
  template: `<main class="content" data-page="start">Start</main>`,
})
class Start {}

@Component({
  selector: 'app-root',
  imports: [RouterLink, RouterOutlet],
  template: `
    <div class="layout">
      <nav class="sidebar">
        @for (page of inSidebar; track page.slug) {
          <a [routerLink]="['/p', page.slug]">{{ page.title }}</a>
        }
      </nav>
      <div class="main">
        <router-outlet />
        <p class="links">
          @for (page of inText; track page.slug) {
            <a [routerLink]="['/p', page.slug]">{{ page.title }}</a>
            {{ ' ' }}
          }
        </p>
      </div>
    </div>
  `,
})
class App {
  readonly inSidebar = pages.slice(0, 12);
  readonly inText = pages.slice(12);

  constructor() {
    if ('withoutKit' in window) return;
    void import('predictive-buttons');
    inject(PredictedPreloading).listen();
  }
}

await bootstrapApplication(App, {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter([{path: '', component: Start}, ...viewRoutes], withPreloading(PredictedPreloading)),
  ],
});
