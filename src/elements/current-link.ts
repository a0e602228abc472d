/** What `aria-current` says of a link: it leads to this page, or to the part of the site with this page. */
export interface CurrentLink {
  index: number;
  value: 'page' | 'true';
}

/** A path without what leads to the same document. */
function plainPath({pathname}: URL): string {
  return pathname.replace(/\/index\.html?$/, '/').replace(/\/+$/, '');
}

/** How well a link matches the page: above 0 for the page itself, below 0 for a part of the site around it. */
function rankOf(link: URL, page: URL): number | undefined {
  if (link.origin !== page.origin) return undefined;
  const [path, here] = [plainPath(link), plainPath(page)];
  // A query or fragment is part of the address only where the link names one.
  if ((link.search !== '' && link.search !== page.search) || (link.hash !== '' && link.hash !== page.hash))
    return undefined;
  if (path === here) return 1 + 2 * Number(link.search === page.search) + Number(link.hash === page.hash);
  const isAround = path !== '' && here.startsWith(`${path}/`) && link.search === '' && link.hash === '';
  // The longest path is the nearest part, and ranks highest.
  return isAround ? -1 / path.length : undefined;
}

/** Which of the links leads to the page, or if none does, to the nearest part of the site around it. */
export function currentLink(links: readonly string[], page: string): CurrentLink | undefined {
  const here = new URL(page);
  let best: (CurrentLink & {rank: number}) | undefined;
  let index = -1;
  for (const link of links) {
    index++;
    const rank = URL.canParse(link) ? rankOf(new URL(link), here) : undefined;
    if (rank === undefined || (best !== undefined && best.rank >= rank)) continue;
    best = {index, rank, value: rank > 0 ? 'page' : 'true'};
  }
  return best && {index: best.index, value: best.value};
}
