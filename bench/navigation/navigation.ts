// `npm run bench:navigation`: time from the click to the content of the next page on a slow server, and the
// requests that the server gets: without help, with a rule based on hovering, with js.foresight and with the
// kit, in Chromium. Replayed movements drive the real pointer in real time. `--server-ms N`: what the server takes for a
// page, 300 ms by default.
import {readArguments, readCount, runBenchmark} from '../../tools/arguments.js';
import {readApproaches} from './approaches.js';
import {navigate} from './navigate.js';
import {navigationPolicies} from './pages.js';
import {navigationScores, type NavigationScores} from './navigation-scores.js';
import {usualServerMs} from './site.js';
import {printTable} from '../../tools/tables/table.js';

/** Enough to tell the policies apart, in about six minutes on two processors. */
const usualClicks = 20;

await runBenchmark(async () => {
  const {data, json, limit: limitText, 'server-ms': serverText} = readArguments(['limit', 'server-ms']);
  const limit = readCount(limitText, {name: 'limit', fallback: usualClicks});
  const serverMs = readCount(serverText, {name: 'server-ms', fallback: usualServerMs});
  const {dataset, approaches} = readApproaches({data, limit});
  const clicks = approaches.length;
  const navigations = await navigate(approaches, {serverMs});
  const policies = Object.fromEntries(
    navigationPolicies.map((policy) => [policy, navigationScores(navigations[policy])]),
  );

  console.log(`${dataset}: ${clicks} clicks under each policy; the server takes ${serverMs} ms for a page`);
  print(policies);
  return {result: {dataset, clicks, serverMs, policies, navigations}, json};
});

function print(policies: Record<string, NavigationScores>): void {
  const rows = Object.entries(policies).map(([policy, scores]) => [
    policy,
    scores.medianMs.toFixed(0),
    scores.p90Ms.toFixed(0),
    scores.requestsPerClick.toFixed(2),
    scores.wastedPerClick.toFixed(2),
    scores.medianLeadMs.toFixed(0),
    `${(100 * scores.prerenderedShare).toFixed(0)} %`,
  ]);
  printTable(
    ['click to content', 'median ms', 'p90 ms', 'requests/click', 'wasted/click', 'lead ms', 'prerendered'],
    rows,
  );
}
