import pages from '../../../pages.json';

export function generateStaticParams() {
  return pages.map(({slug}) => ({slug}));
}

export default async function Page({params}) {
  const {slug} = await params;
  const {title, text} = pages.find((page) => page.slug === slug);
  return (
    <main className="content" data-page={slug}>
      <h1>{title}</h1>
      <p>{text}</p>
    </main>
  );
}
