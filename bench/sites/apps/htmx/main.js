import htmx from 'htmx.org';

if (!window.withoutKit) {
  void import('predictive-buttons');
  const {preloadWith} = await import('predictive-buttons/routers/htmx');
  preloadWith(document, htmx);
}
