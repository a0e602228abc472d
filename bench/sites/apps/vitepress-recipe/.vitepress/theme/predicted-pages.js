export function loadPredictedPages() {
  document.addEventListener('preload', (event) => {
    if (!(event.target instanceof HTMLAnchorElement) || event.refusal) return;
    const script = scriptOf(event.target);
    if (script) event.waitUntil(import(/* @vite-ignore */ script));
  });
}

/** The module of a page, by VitePress's names of them. Its router has no function that loads one ahead. */
function scriptOf({origin, pathname}) {
  const base = import.meta.env.BASE_URL;
  if (import.meta.env.DEV || origin !== location.origin || !pathname.startsWith(base)) return undefined;
  const path = decodeURIComponent(pathname)
    .slice(base.length)
    .replace(/\.html$/, '');
  const name = path.replace(/\/$/, '/index').replaceAll('/', '_') || 'index';
  const hashes = window.__VP_HASH_MAP__ ?? {};
  const file = [`${name}.md`, `${name}_index.md`].find((each) => each.toLowerCase() in hashes);
  return file && `${base}assets/${file}.${hashes[file.toLowerCase()]}.js`;
}
