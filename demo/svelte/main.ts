// `npm run demo:svelte` builds this. In your own project, the first import is 'predictive-buttons'.
import '../../src/index.js';
import {mount} from 'svelte';
import InvoiceList from './invoice-list.svelte';

mount(InvoiceList, {target: document.getElementById('root')!});
