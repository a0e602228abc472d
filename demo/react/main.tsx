// Built by `npm run demo:react`. In a project of yours the first two are 'predictive-buttons' and
// 'predictive-buttons/jsx/react'.
import '../../src/index.js';
import type {} from '../../src/jsx/react.js';
import {useState} from 'react';
import {createRoot} from 'react-dom/client';

function Invoice() {
  const [count, setCount] = useState(0);
  const [preloads, setPreloads] = useState<string[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [isLink, setIsLink] = useState(true);
  return (
    <>
      <h1>Invoice</h1>
      <predictive-region threshold={0.4} learn="off" onpredictive-change={({key}) => setNext(key)}>
        <predictive-button
          id="save"
          data-predictive-key="save invoice"
          onpreload={(event) => {
            event.waitUntil(Promise.resolve());
            setPreloads((before) => [...before, event.currentTarget.targetKey]);
          }}
          onClick={() => setCount(count + 1)}
        >
          Save
        </predictive-button>{' '}
        <predictive-button id="link" href={isLink ? '#print' : undefined} disabled={count > 1}>
          Print
        </predictive-button>
      </predictive-region>
      <p>
        <button id="toggle" onClick={() => setIsLink(!isLink)}>
          Print by a {isLink ? 'button' : 'link'}
        </button>
      </p>
      <p>
        Saved <output id="count">{count}</output> times. Next: <output id="next">{next ?? 'nothing'}</output>.
        Got ready: <output id="preloads">{preloads.join(', ')}</output>
      </p>
    </>
  );
}

createRoot(document.getElementById('root')!).render(<Invoice />);
