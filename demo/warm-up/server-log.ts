import {element} from '../../src/inspector/element.js';
import {part} from '../part.js';

/** Number of requests shown; the newest first. */
const lines = 8;

/** The example server's report at each change. */
interface ServerReport {
  functions: Record<string, string>;
  requests: {
    time: string;
    method: string;
    path: string;
    purpose: string | null;
    found: string;
    outcome: string;
    ms: number | null;
  }[];
}

/** Shows the server's requests, and whether its functions are warm, as it happens. */
export function showServerLog(events: URL): void {
  new EventSource(events).addEventListener('message', ({data}: MessageEvent<string>) => {
    // The example server beside this file sends this data.
    const {functions, requests} = JSON.parse(data) as ServerReport;
    for (const [name, state] of Object.entries(functions)) {
      const line = part(`${name}-state`, HTMLElement);
      line.textContent = state;
      line.dataset.state = state;
    }
    part('log', HTMLTableSectionElement).replaceChildren(...requests.slice(0, lines).map(row));
    part('log-empty', HTMLElement).hidden = requests.length > 0;
  });
}

function row({
  time,
  method,
  path,
  purpose,
  found,
  outcome,
  ms,
}: ServerReport['requests'][number]): HTMLElement {
  const took = ms === null ? '…' : `${outcome} after ${ms}\u00a0ms`;
  return element(
    'tr',
    {},
    element('td', {class: 'number'}, new Date(time).toLocaleTimeString('en-GB')),
    element('td', {}, `${method} ${path}`),
    element('td', {}, purpose ?? '–'),
    element('td', {}, found),
    element('td', {class: outcome === 'aborted' ? 'number' : 'number used'}, took),
  );
}
