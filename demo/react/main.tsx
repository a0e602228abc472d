// `npm run demo:react` builds this. In your own project, the first two imports are 'predictive-buttons' and
// 'predictive-buttons/jsx/react'.
import '../../src/index.js';
import type {} from '../../src/jsx/react.js';
import {useState} from 'react';
import {createRoot} from 'react-dom/client';
import {firstInvoices, getReady, withAnother} from '../invoices.js';

function InvoiceList() {
  const [invoices, setInvoices] = useState(firstInvoices);
  const [next, setNext] = useState<string | null>(null);
  const [ready, setReady] = useState<string[]>([]);
  const [opened, setOpened] = useState<string[]>([]);
  const [isLink, setIsLink] = useState(true);
  return (
    <>
      <h1>Invoices</h1>
      <predictive-region threshold={0.3} learn="off" onpredictive-change={({key}) => setNext(key)}>
        <ul>
          {invoices.map((invoice) => (
            <li key={invoice} className={invoice === next ? 'next' : undefined}>
              <predictive-button
                data-predictive-key={invoice}
                onpreload={(event) => {
                  event.waitUntil(getReady(invoice, event.signal));
                  setReady((before) => [...before, invoice]);
                }}
                onClick={() => setOpened([...opened, invoice])}
              >
                {invoice}
              </predictive-button>
            </li>
          ))}
        </ul>
        <predictive-button id="print" href={isLink ? '#print' : undefined} disabled={opened.length > 1}>
          Print
        </predictive-button>
      </predictive-region>
      <p>
        <button id="add" onClick={() => setInvoices(withAnother)}>
          Add an invoice
        </button>{' '}
        <button id="remove" onClick={() => setInvoices(invoices.slice(0, -1))}>
          Remove the last
        </button>{' '}
        <button id="toggle" onClick={() => setIsLink(!isLink)}>
          Print by a {isLink ? 'button' : 'link'}
        </button>
      </p>
      <p>
        Next: <output id="next">{next ?? 'nothing'}</output>. Got ready:{' '}
        <output id="ready">{ready.join(', ')}</output>. Opened:{' '}
        <output id="opened">{opened.join(', ')}</output>.
      </p>
    </>
  );
}

createRoot(document.getElementById('root')!).render(<InvoiceList />);
