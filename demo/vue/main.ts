// `npm run demo:vue` builds this. In your own project, the first import is 'predictive-buttons'.
import '../../src/index.js';
import {createApp} from 'vue';
import InvoiceList from './invoice-list.vue';

createApp(InvoiceList).mount('#root');
