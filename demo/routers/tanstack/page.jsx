import {createLazyRoute} from '@tanstack/react-router';

export const Route = createLazyRoute('/p/$slug')({component: Page});

function Page() {
  const {slug, title, text} = Route.useLoaderData();
  return (
    <main className="content" data-page={slug}>
      <h1>{title}</h1>
      <p>{text}</p>
    </main>
  );
}
