import * as Turbo from '@hotwired/turbo';

if (!window.withoutKit) {
  void import('predictive-buttons');
  const {preloadWith} = await import('predictive-buttons/routers/turbo');
  preloadWith(document, Turbo);
}
