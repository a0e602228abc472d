import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import {preloadWith} from 'predictive-buttons/routers/tanstack';
import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import pages from './pages.json';

function Links({from, to}) {
  return pages.slice(from, to).map(({slug, title}) => (
    <span key={slug}>
      <Link to="/p/$slug" params={{slug}}>
        {title}
      </Link>{' '}
    </span>
  ));
}

function Layout() {
  return (
    <div className="layout">
      <nav className="sidebar">
        <Links from={0} to={12} />
      </nav>
      <div className="main">
        <Outlet />
        <p className="links">
          <Links from={12} to={24} />
        </p>
      </div>
    </div>
  );
}

function Start() {
  return (
    <main className="content" data-page="start">
      Start
    </main>
  );
}

const root = createRootRoute({component: Layout});
const start = createRoute({getParentRoute: () => root, path: '/', component: Start});
const page = createRoute({
  getParentRoute: () => root,
  path: '/p/$slug',
  loader: async ({params, abortController}) => {
    const response = await fetch(`/data/${params.slug}.json`, {signal: abortController.signal});
    return response.json();
  },
}).lazy(() => import('./page.jsx').then(({Route}) => Route));
const router = createRouter({routeTree: root.addChildren([start, page])});

createRoot(document.querySelector('#app')).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);

void import('predictive-buttons');
preloadWith(document, router);
