import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import {createBrowserRouter, Link, matchRoutes, Outlet, useLocation} from 'react-router';
import {RouterProvider} from 'react-router/dom';
import pages from './pages.json';

const views = import.meta.glob('./views/*.jsx');

function Links({from, to}) {
  return pages.slice(from, to).map(({slug, title}) => (
    <span key={slug}>
      <Link to={`/p/${slug}`}>{title}</Link>{' '}
    </span>
  ));
}

function Layout() {
  const slug = useLocation().pathname.split('/')[2] ?? 'start';
  return (
    <div className="layout">
      <nav className="sidebar">
        <Links from={0} to={12} />
      </nav>
      <main className="main" data-page={slug}>
        <div className="content">
          <Outlet />
        </div>
        <p className="links">
          <Links from={12} to={24} />
        </p>
      </main>
    </div>
  );
}

const router = createBrowserRouter([
  {
    path: '/',
    element: <Layout />,
    children: [
      {index: true, element: <h1>Start</h1>},
      ...pages.map(({slug}) => ({path: `p/${slug}`, lazy: views[`./views/${slug}.jsx`]})),
    ],
  },
]);

createRoot(document.querySelector('#app')).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);

if (!window.withoutKit) {
  void import('predictive-buttons');
  if (!window.withoutAdapter) {
    const {preloadWith} = await import('predictive-buttons/routers/react-router');
    preloadWith(document, {router, matchRoutes});
  }
}
