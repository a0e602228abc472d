// Built by `npm run demo:svelte`. In a project of yours the first is 'predictive-buttons'.
import '../../src/index.js';
import {mount} from 'svelte';
import InvoiceList from './invoice-list.svelte';

mount(InvoiceList, {target: document.getElementById('root')!});
