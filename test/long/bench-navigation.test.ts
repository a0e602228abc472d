import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {approachesIn, readApproaches} from '../../bench/navigation/approaches.js';
import {navigate, type Navigation} from '../../bench/navigation/navigate.js';
import {navigationPolicies} from '../../bench/navigation/pages.js';
import {navigationScores} from '../../bench/navigation/navigation-scores.js';
import {openNavigationSite, usualServerMs as serverMs} from '../../bench/navigation/site.js';
import {scriptOfWindow, targetAt, type PointerScript} from '../../tools/recordings/pointer-script.js';
import type {StreamWindow} from '../../tools/recordings/recording.js';

const scratch = mkdtempSync(join(tmpdir(), 'predictive-buttons-navigation-'));
after(() => rmSync(scratch, {recursive: true, force: true}));

function benchNavigation(args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'bench/navigation/navigation.ts', ...args], {
    encoding: 'utf8',
    env: {...process.env, ...env},
  });
}

/** A straight line between two places, with a point every 10 ms. */
function line(from: [number, number], to: [number, number], {start, ms}: {start: number; ms: number}) {
  const count = ms / 10;
  return Array.from({length: count + 1}, (_, i): [number, number, number] => [
    Math.round(from[0] + ((to[0] - from[0]) * i) / count),
    Math.round(from[1] + ((to[1] - from[1]) * i) / count),
    start + 10 * i,
  ]);
}

/** Two presses of links, one beside them in between, a long rest, and a press after a drag beside them. */
const window: StreamWindow = {
  dataset: 'made up',
  person: 'p',
  viewport: [800, 600],
  targets: [
    {id: 'left', x: 100, y: 100, w: 100, h: 40},
    {id: 'right', x: 600, y: 400, w: 100, h: 40},
    {id: 'beyond', x: 900, y: 400, w: 100, h: 40},
  ],
  points: [
    ...line([400, 300], [150, 120], {start: 100, ms: 400}),
    ...line([150, 120], [400, 300], {start: 700, ms: 400}),
    ...line([400, 300], [640, 410], {start: 9000, ms: 400}),
    ...line([640, 410], [950, 420], {start: 10_000, ms: 400}),
    ...line([950, 420], [640, 410], {start: 11_000, ms: 400}),
  ],
  presses: [
    [600, 680, 'left'],
    [1200, 1280, null],
    [9500, 9580, 'right'],
    [9700, 9800, null],
    [10_500, 10_580, 'beyond'],
    [11_500, 11_580, 'right'],
  ],
};

test('a visit is cut at its presses that can be repeated on the page', () => {
  const approaches = approachesIn(scriptOfWindow(window));
  assert.deepEqual(
    approaches.map(({steps}) => steps.at(-1)!.target),
    [0, 1, 1],
  );
  const [first, second, third] = approaches as [PointerScript, PointerScript, PointerScript];
  const kinds = ({steps}: PointerScript): string =>
    steps
      .map(({kind}) => kind)
      .filter((kind) => kind !== 'move')
      .join(' ');
  assert.equal(kinds(first), 'down');
  // The press beside the targets stays; one beside them with the pointer over a target does not.
  assert.equal(kinds(second), 'down up down');
  assert.equal(kinds(third), 'down');
  for (const {steps} of approaches) assert.equal(steps[0]!.t, 0);
  assert.equal(first.steps.at(-1)!.t, 500);
});

test('a rest of more than 3 s is shortened to 3 s, one of 3 s is not', () => {
  const [, second] = approachesIn(scriptOfWindow(window)) as [PointerScript, PointerScript];
  const rests = second.steps.map(({t}, index) => t - (second.steps[index - 1]?.t ?? t));
  assert.equal(Math.max(...rests), 3000);
  const {points, presses} = window;
  const restOf = (ms: number): number => {
    const later = points.map(([x, y, t]): [number, number, number] => [
      x,
      y,
      t < 9000 ? t : t - 9000 + 1280 + ms,
    ]);
    const press: StreamWindow['presses'][number] = [500 + 1280 + ms, 580 + 1280 + ms, 'right'];
    const script = scriptOfWindow({...window, points: later, presses: [...presses.slice(0, 2), press]});
    const steps = approachesIn(script)[1]!.steps;
    return Math.max(...steps.map(({t}, index) => t - (steps[index - 1]?.t ?? t)));
  };
  assert.equal(restOf(2999), 2999);
  assert.equal(restOf(3001), 3000);
});

test('if the pointer was outside its target, the middle is pressed; if another target covers it, the approach is left out', () => {
  const script = scriptOfWindow({...window, presses: [[3000, 3080, 'left']]});
  const [approach] = approachesIn(script) as [PointerScript];
  const {x, y} = approach.steps.at(-1)!;
  assert.equal(`${x} ${y}`, '150 120');
  const covered = {...window, targets: [...window.targets, {id: 'cover', x: 90, y: 90, w: 200, h: 60}]};
  assert.deepEqual(approachesIn(scriptOfWindow({...covered, presses: [[3000, 3080, 'left']]})), []);
});

test('without data the simulated approaches are reproducible, and all end at a target', () => {
  const {dataset, approaches} = readApproaches({data: undefined, limit: 9});
  assert.equal(dataset, 'simulated');
  assert.equal(approaches.length, 9);
  assert.deepEqual(readApproaches({data: undefined, limit: 9}).approaches, approaches);
  // From several people.
  assert.ok(new Set(approaches.map(({viewport}) => viewport.join())).size > 2);
  for (const {steps, targets} of approaches) {
    const {kind, x, y, target} = steps.at(-1)!;
    assert.equal(kind, 'down');
    assert.equal(targetAt(targets, x, y), target);
    assert.ok(target >= 0);
  }
});

test('reads trials and windows, and tells them apart by their fields', () => {
  const {points, presses, ...scene} = window;
  const windows = join(scratch, 'windows.jsonl');
  writeFileSync(windows, `${JSON.stringify({...scene, points, presses})}\n`);
  assert.equal(readApproaches({data: windows, limit: 99}).approaches.length, 3);
  const trials = join(scratch, 'trials.jsonl');
  const trial = {...scene, points: points.slice(0, 41), clicked: 'left', click_t: 600};
  writeFileSync(trials, `${JSON.stringify(trial)}\n`.repeat(2));
  assert.equal(readApproaches({data: trials, limit: 99}).approaches.length, 2);
});

function navigation(contentMs: number, requests: number): Navigation {
  return {contentMs, requests, wasted: requests - 1, leadMs: 10 * requests, isPrerendered: requests > 3};
}

test('of ten clicks the ninth is the 90th percentile', () => {
  const ten = Array.from({length: 10}, (_, i) => navigation(100 * (10 - i), 1 + (i % 4)));
  assert.deepEqual(navigationScores(ten), {
    medianMs: 550,
    p90Ms: 900,
    requestsPerClick: 2.3,
    wastedPerClick: 1.3,
    medianLeadMs: 20,
    prerenderedShare: 0.2,
  });
});

test('every policy is clicked through with at least one request, and early requests are used', async () => {
  // So slow that every policy requests before the press, and past another link on the way.
  const script = scriptOfWindow({
    ...window,
    targets: [
      {id: 'passed', x: 330, y: 200, w: 40, h: 100},
      {id: 'goal', x: 500, y: 220, w: 100, h: 60},
    ],
    points: [
      ...line([50, 250], [400, 250], {start: 0, ms: 400}),
      ...line([400, 250], [550, 250], {start: 410, ms: 400}),
      ...line([550, 250], [552, 251], {start: 830, ms: 700}),
    ],
    presses: [[1600, 1680, 'goal']],
  });
  const navigations = await navigate(approachesIn(script));
  for (const policy of navigationPolicies) {
    const [{contentMs, requests, wasted, leadMs}, ...more] = navigations[policy] as [Navigation];
    assert.equal(more.length, 0);
    assert.equal(requests, 1 + wasted, policy);
    if (policy === 'none') {
      assert.ok(contentMs >= serverMs, `${contentMs}`);
      assert.equal(`${requests} ${leadMs}`, '1 0');
    } else {
      assert.ok(leadMs > 0, policy);
      // There are two links, and the click adds no request to the early one.
      assert.ok(requests === 1 || requests === 2, `${policy}: ${requests} requests`);
    }
    // With half as much again as the server's time, the response arrives before the click.
    if (leadMs > 1.5 * serverMs) assert.ok(contentMs < serverMs, `${policy}: ${contentMs} ms`);
  }
  // The pointer crosses the link on the way too fast for hovering, but the extrapolated line meets it.
  assert.equal(navigations['hover-200'][0]!.requests, 1);
  assert.equal(navigations.foresight[0]!.requests, 2);
  assert.ok(navigations['kit-moderate-prerender'][0]!.isPrerendered);
  assert.ok(!navigations['kit-moderate'][0]!.isPrerendered);
  for (const policy of ['hover-200', 'foresight'] as const)
    assert.ok(navigations[policy][0]!.leadMs > 1.5 * serverMs, policy);
});

test('the server delays each page of content, and reports which page was requested', async () => {
  const site = await openNavigationSite();
  try {
    const {url, requests} = site.visit({policy: 'none', targets: window.targets});
    const links = await (await fetch(url)).text();
    const paths = [...links.matchAll(/href="(\/content[^"]*)"/g)].map(([, path]) => path!);
    assert.equal(paths.length, 3);
    const before = performance.now();
    const response = await fetch(new URL(paths[2]!, url));
    assert.match(await response.text(), /<h1>Content/);
    assert.ok(performance.now() - before > serverMs - 2);
    assert.equal(requests.map(({target}) => target).join(), '2');
    // No two visits share a page.
    const {url: other} = site.visit({policy: 'none', targets: window.targets});
    assert.ok(!(await (await fetch(other)).text()).includes(`"${paths[2]}"`));
  } finally {
    site.close();
  }
});

test('a small run writes its printed figures', async () => {
  const json = join(scratch, 'navigation.json');
  const {status, stdout, stderr} = benchNavigation(['--limit', '1', '--json', json]);
  assert.equal(status, 0, stderr);
  const {clicks, policies, navigations} = JSON.parse(readFileSync(json, 'utf8'));
  assert.equal(clicks, 1);
  assert.deepEqual(Object.keys(policies), [...navigationPolicies]);
  for (const [policy, {medianMs, p90Ms, requestsPerClick, wastedPerClick}] of Object.entries<any>(policies)) {
    assert.ok(medianMs > 0 && p90Ms === medianMs, policy);
    assert.equal(requestsPerClick - wastedPerClick, 1, policy);
    const [{contentMs, requests}] = navigations[policy];
    assert.equal(`${contentMs} ${requests}`, `${medianMs} ${requestsPerClick}`);
    const row = `^${policy} +${medianMs.toFixed(0)} +${p90Ms.toFixed(0)} +${requestsPerClick.toFixed(2)} `;
    assert.match(stdout, new RegExp(row, 'm'));
  }
  assert.ok(policies.none.medianMs >= serverMs);
});

test('names invalid input, without a stack', () => {
  const bad = join(scratch, 'bad.jsonl');
  const {points, presses, ...scene} = window;
  const good = JSON.stringify({...scene, points, presses});
  writeFileSync(bad, `${good}\n${good.replace('"left"', '7')}\n`);
  const unclicked = join(scratch, 'unclicked.jsonl');
  writeFileSync(unclicked, JSON.stringify({...scene, points, click_t: 3}));
  const broken = join(scratch, 'broken.jsonl');
  writeFileSync(broken, '{"dataset"');
  const pressless = join(scratch, 'pressless.jsonl');
  writeFileSync(pressless, JSON.stringify({...scene, points, presses: []}));
  for (const [args, message] of [
    [['--limit', '0'], /--limit 0/],
    [['--speed', '1'], /speed/],
    [['--data', join(scratch, 'absent.jsonl')], /absent\.jsonl: cannot be read/],
    [['--data', bad], /bad\.jsonl, line 2: "targets\[0\]"/],
    [['--data', unclicked], /unclicked\.jsonl, line 1: "clicked"/],
    [['--data', broken], /broken\.jsonl, line 1: is not JSON/],
    [['--data', pressless], /pressless\.jsonl: has no press/],
  ] as const) {
    const {status, stderr} = benchNavigation([...args]);
    assert.equal(status, 1);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
  }
  const {status, stderr} = benchNavigation(['--limit', '1'], {CHROME_PATH: '/nowhere/chromium'});
  assert.equal(status, 1);
  assert.match(stderr, /CHROME_PATH is \/nowhere\/chromium/);
  assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
});
