import Link from 'next/link';
import pages from '../pages.json';
import '../site.css';
import {PredictedLinks} from './predicted-links';

const links = (some) =>
  some.map(({slug, title}) => (
    <span key={slug}>
      <Link href={`/p/${slug}`} prefetch={false}>
        {title}
      </Link>{' '}
    </span>
  ));

export default function Layout({children}) {
  return (
    <html lang="en">
      <head>
        <style>{'predictive-region:not(:defined) {display: contents}'}</style>
      </head>
      <body>
        <PredictedLinks>
          <div className="layout">
            <nav className="sidebar">{links(pages.slice(0, 12))}</nav>
            <div className="main">
              {children}
              <p className="links">{links(pages.slice(12))}</p>
            </div>
          </div>
        </PredictedLinks>
      </body>
    </html>
  );
}
