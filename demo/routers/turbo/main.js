import * as Turbo from '@hotwired/turbo';
import {preloadWith} from 'predictive-buttons/routers/turbo';

void import('predictive-buttons');
// Until then, and where the kit cannot be loaded, Turbo prefetches by itself.
void customElements.whenDefined('predictive-region').then(() => preloadWith(document, Turbo));
