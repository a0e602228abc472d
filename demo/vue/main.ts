// Built by `npm run demo:vue`. In a project of yours the first is 'predictive-buttons'.
import '../../src/index.js';
import {createApp} from 'vue';
import InvoiceList from './invoice-list.vue';

createApp(InvoiceList).mount('#root');
