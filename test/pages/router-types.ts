// Compiled with the tests: the routers fit the parameters of the entries.
import type {AnyRouter} from '@tanstack/react-router';
import type * as htmx from 'htmx.org';
import type {createBrowserRouter, matchRoutes} from 'react-router';
import type {Router} from 'vue-router';
import * as forHtmx from '../../src/preload/routers/htmx.js';
import * as forReactRouter from '../../src/preload/routers/react-router.js';
import * as forTanStack from '../../src/preload/routers/tanstack.js';
import * as forVueRouter from '../../src/preload/routers/vue-router.js';

export interface Routers {
  // As Node sees its types; bundlers see the default itself.
  htmx: (typeof htmx)['default']['default'];
  react: {router: ReturnType<typeof createBrowserRouter>; matchRoutes: typeof matchRoutes};
  tanstack: AnyRouter;
  vue: Router;
}

export const withRealTypes = (region: EventTarget, {htmx, react, tanstack, vue}: Routers): (() => void)[] => [
  forHtmx.preloadWith(region, htmx),
  forReactRouter.preloadWith(region, react, {loaders: true}),
  forTanStack.preloadWith(region, tanstack),
  forVueRouter.preloadWith(region, vue),
];
