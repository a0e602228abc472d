if (typeof window !== 'undefined' && !window.withoutKit) {
  void import('predictive-buttons');
  const region = document.createElement('predictive-region');
  region.setAttribute('scope', 'body');
  region.setAttribute('targets', 'a[href]');
  document.body.append(region);
  document.addEventListener('preload', (event) => {
    const {target, refusal} = event;
    if (!(target instanceof HTMLAnchorElement) || refusal || target.origin !== location.origin) return;
    event.waitUntil(window.docusaurus.preload(target.pathname));
  });
}
