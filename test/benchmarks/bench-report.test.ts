import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import type {Browser, Page} from 'puppeteer-core';
import {scoreAccuracy} from '../../bench/accuracy/score-accuracy.js';
import {launch} from '../../tools/chromium.js';
import {headlineOf, streamHeadlineOf} from '../../tools/scores/headline.js';
import {scriptOfWindow} from '../../tools/recordings/pointer-script.js';
import {scorePolicies, tallyWindows, type PolicyScores} from '../../tools/scores/policies.js';
import {trialScores} from '../../tools/replay/replay.js';
import {replay} from '../../tools/replay/replay.js';
import {placeLabels} from '../../bench/report/page/place-labels.js';
import {ceilingsFor, readCeilings, usualCeilings} from '../../bench/report/read-ceilings.js';
import {readResult} from '../../bench/report/read-results.js';
import type {PolicyFigures, Result} from '../../bench/report/results.js';
import {shippedModel} from '../../tools/shipped-model.js';
import {simulatedTrials, simulatedWindows} from '../../tools/recordings/simulated-recordings.js';
import {calibrationOfWindows} from '../../bench/stream/calibration-of-windows.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
after(() => rmSync(folder, {recursive: true, force: true}));

function report(...options: string[]) {
  const {status, stdout, stderr} = spawnSync(process.execPath, [
    ...['--import', 'tsx', 'bench/report/report.ts'],
    ...options,
  ]);
  return {status, stdout: String(stdout), stderr: String(stderr)};
}

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Stands in for js.foresight, which needs a browser: the scores of a hover rule. */
function withForesight({policies, sweep}: PolicyScores): PolicyScores {
  return {policies: {foresight: policies['hover']!, ...policies}, sweep};
}

/** A third of long windows in which the kit wastes so much at js.foresight's lead. */
function third(wasteAtForesightLead: number | null) {
  return {
    clicks: 40,
    foresightLeadMs: 500,
    foresightWaste: 6.5,
    wasteAtForesightLead,
    leadAtForesightWasteMs: 600,
  };
}

/** The benchmarks' results for simulated people, with a name that must not become markup. */
function results() {
  const {rows} = shippedModel();
  const trials = simulatedTrials({limit: 25});
  const replayed = simulatedWindows({limit: 2})
    .map(scriptOfWindow)
    .map((script) => ({person: 'p', script, predictions: replay(rows, script)}));
  const stream = withForesight(scorePolicies(tallyWindows(replayed)));
  const preload = withForesight(trialScores(rows, trials));
  return {
    stream: {
      dataset: 'simulated </script><b>',
      clicks: 20,
      minutes: 3,
      policies: stream.policies,
      headline: {...streamHeadlineOf(stream), leadAtHover200WasteMs: null},
      calibration: calibrationOfWindows(replayed),
      thirds: [third(4), third(3.5), third(3)],
      withoutHabits: {
        policies: {'kit@0.50': stream.policies['kit@0.50'], 'kit@0.25': stream.policies['kit@0.25']},
        thirds: [third(4.5), third(null), third(4.25)],
      },
    },
    preload: {
      dataset: 'simulated',
      clicks: trials.length,
      policies: preload.policies,
      headline: headlineOf(preload),
      intervals: {leadAtForesightWasteMs: [100, 200]},
    },
    accuracy: {
      dataset: 'simulated',
      trials: trials.length,
      ...scoreAccuracy(trials, {kit: rows, heuristic: rows}),
    },
  };
}

const made = results();
const stream = write('stream.json', made.stream);
const preload = write('preload.json', made.preload);
const accuracy = write('accuracy.json', made.accuracy);

describe('the report', () => {
  let browser: Browser;
  let page: Page;
  const said: string[] = [];

  before(async () => {
    const {status, stderr} = report(
      ...['--stream', stream, '--preload', preload, '--accuracy', accuracy, '--out', folder],
    );
    assert.equal(status, 0, stderr);
    browser = await launch();
    page = await browser.newPage();
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('request', (request) =>
      said.push(...(/^(file|data):/.test(request.url()) ? [] : [request.url()])),
    );
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  });
  after(() => browser?.close());

  async function lookAt({width, scheme}: {width: number; scheme: string}) {
    await page.setViewport({width, height: 800});
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.plot')].every((plot) => {
        const drawn = plot.querySelector('.uplot')?.getBoundingClientRect();
        return drawn !== undefined && Math.abs(drawn.width - plot.clientWidth) < 1;
      }),
    );
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    return page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - innerWidth,
      charts: [...document.querySelectorAll('.plot')].map((plot) => {
        const canvas = plot.querySelector('canvas')!;
        // A copy: Chromium warns about canvases that are read often.
        const copy = document.createElement('canvas');
        Object.assign(copy, {width: canvas.width, height: canvas.height});
        const context = copy.getContext('2d', {willReadFrequently: true})!;
        context.drawImage(canvas, 0, 0);
        const {data} = context.getImageData(0, 0, copy.width, copy.height);
        const colours = new Set<number>();
        for (let i = 0; i < data.length; i += 4)
          if (data[i + 3] === 255) colours.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
        const edge = plot.getBoundingClientRect();
        const texts = [...plot.querySelectorAll('.overlay text')].map((text) => {
          const {left, right, top, bottom} = text.getBoundingClientRect();
          return {text: text.textContent, left, right, top, bottom};
        });
        return {
          label: plot.getAttribute('aria-label')!,
          colours: [...colours].map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`),
          marks: plot.querySelectorAll('.mark, .bin').length,
          texts: texts.map(({text}) => text),
          cut: texts.filter(({left, right}) => left < edge.left || right > edge.right),
          overlapping: texts.filter((a, i) =>
            texts.some(
              (b, j) =>
                j < i && a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom,
            ),
          ),
        };
      }),
    }));
  }

  for (const [scheme, width, kit] of [
    ['light', 1200, '#5146d8'],
    ['dark', 1200, '#8f88ff'],
    ['light', 375, '#5146d8'],
  ] as const)
    test(`draws every chart, ${scheme}, ${width} px wide`, async () => {
      const {charts, overflow} = await lookAt({width, scheme});
      assert.equal(overflow, 0);
      const [ofStream, ...others] = charts;
      const saved = others.splice(0, 3);
      const [streamCalibration, ...ofThirds] = others.splice(0, 3);
      const [ofPreload, ...ofPreloadSaved] = others.splice(0, 4);
      const [ofMoments, ofAccuracy] = others;
      assert.equal(charts.length, 13);
      for (const {colours, marks} of [...saved, ...ofPreloadSaved]) {
        assert.ok(colours.includes(kit), colours.join());
        // Those of the peers that waste enough to be on the axis.
        assert.ok(marks >= 3);
      }
      for (const lead of [ofStream!, ofPreload!]) {
        assert.ok(lead.colours.includes(kit), lead.colours.join());
        for (const peer of ['foresight', 'hover', 'hover-65', 'hover-200'])
          assert.ok(lead.texts.includes(peer), `${peer} in ${lead.texts.join()}`);
        assert.ok(lead.texts.some((text) => Number(text) > 0));
        assert.deepEqual(lead.cut, []);
        assert.deepEqual(lead.overlapping, []);
      }
      const binsOf = ({targets, none}: typeof made.stream.calibration): number =>
        targets.bins.length + none.bins.length;
      assert.equal(streamCalibration!.marks, binsOf(made.stream.calibration));
      assert.equal(ofAccuracy!.marks, binsOf(made.accuracy.calibration));
      // js.foresight and two variants in three thirds each; without the order there is no figure for one of them.
      assert.deepEqual(
        ofThirds.map(({marks}) => marks),
        [8, 9],
      );
      for (const {colours} of ofThirds) assert.ok(colours.includes(kit));
      assert.ok(ofMoments!.colours.includes(kit));
      assert.ok(ofMoments!.marks >= 4);
    });

  test('has the same figures in words, and in tables with captions', async () => {
    const {labels, rows, figures, titles, legend} = await page.evaluate(() => ({
      labels: [...document.querySelectorAll('.plot')].map((plot) => plot.getAttribute('aria-label')!),
      legend: [...document.querySelector('.saved-figure')!.querySelectorAll('.entry')].map(
        (entry) => entry.textContent,
      ),
      titles: [...document.querySelectorAll('h2')].map((title) => title.textContent),
      rows: [...document.querySelectorAll('details table')].map((table) => ({
        caption: table.querySelector('caption')!.textContent,
        count: table.querySelectorAll('tbody tr').length,
      })),
      figures: [...document.querySelectorAll('.read-offs > div')].map((each) => each.textContent),
    }));
    assert.match(labels[0]!, /foresight \d+\sms at [\d.]+ wasted per click; .*the kit at 0\.25 \(moderate\)/);
    assert.match(labels[1]!, /^Share of an answer of 100 ms .*foresight \d+\s% at [\d.]+ wasted per click/);
    assert.deepEqual(legend, [
      'the kit, by threshold',
      'without the order of presses',
      'foresight',
      'hover',
      'hover-65',
      'hover-200',
    ]);
    assert.match(labels[4]!, /^Stated probabilities are off by [\d.]+ points on average/);
    assert.match(labels[5]!, /with the order of presses: 4\.00, 3\.50, 3\.00\./);
    assert.match(labels[5]!, /without the order of presses: 4\.50, 4\.25\./);
    assert.deepEqual(titles, ['simulated </script><b>', 'simulated']);
    assert.equal(rows.length, 8);
    for (const {caption, count} of rows) assert.ok(caption !== '' && count > 0);
    assert.match(figures[3]!, /^Lead at hover-200’s waste ?wastes more at any threshold/);
    assert.match(figures[4]!, /95 %: 100–200\sms/);
  });

  test('makes no requests, and logs nothing', () => assert.deepEqual(said, []));
});

test('takes a picture of a fixed size', () => {
  const file = join(folder, 'picture.png');
  const {status, stderr} = report('--stream', stream, '--picture', file);
  assert.equal(status, 0, stderr);
  const picture = readFileSync(file);
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1520, 1200]);
  assert.ok(picture.length < 100_000);
});

test('takes a picture of each kind of figure, light and dark', () => {
  const pictures = join(folder, 'pictures');
  const {status, stderr} = report('--stream', stream, '--pictures', pictures);
  assert.equal(status, 0, stderr);
  const names = ['lead', 'learning', 'reliability', 'saved'];
  assert.deepEqual(
    readdirSync(pictures),
    names.flatMap((name) => [`${name}-dark.png`, `${name}.png`]),
  );
  for (const name of names) {
    const [light, dark] = [`${name}.png`, `${name}-dark.png`].map((file) =>
      readFileSync(join(pictures, file)),
    );
    assert.ok(!light!.equals(dark!));
    for (const picture of [light!, dark!]) {
      assert.equal(picture.readUInt32BE(16), 1520);
      assert.ok(picture.length < 70_000, `${name}: ${picture.length}`);
    }
  }
});

describe('the ceilings', () => {
  const networks = readCeilings(usualCeilings);
  const figures = (medianLeadMs: number, wastePerClick: number): PolicyFigures => ({
    medianLeadMs,
    wastePerClick,
    precision: 0,
    share100: 0,
    saved: {},
  });
  const peers = (medianLeadMs: number, wastePerClick: number) => ({
    kind: 'stream' as const,
    policies: {
      foresight: figures(medianLeadMs, wastePerClick),
      'hover-65': figures(278, 1.6),
      'hover-200': figures(143, 1.1),
    },
  });
  const lastOf = ({policies, kind}: ReturnType<typeof peers>) =>
    ceilingsFor({policies, kind}, networks)?.networks[2]!.points.map(({wastePerClick, medianLeadMs}) => [
      wastePerClick.toFixed(2),
      medianLeadMs.toFixed(0),
    ]);

  test('are as measured on the windows on which they were measured', () => {
    assert.deepEqual(lastOf(peers(495, 2.85)), [
      ['1.10', '483'],
      ['1.60', '519'],
      ['0.95', '495'],
    ]);
    assert.equal(ceilingsFor(peers(495, 2.85), networks)!.isScaled, false);
  });

  test('are as far from the reference network elsewhere as they were there', () => {
    // 318 × 483 / 449, 367 × 519 / 479 and 4.5 × 0.95 / 1.17.
    assert.deepEqual(lastOf(peers(528.7, 6.494)), [
      ['1.10', '342'],
      ['1.60', '398'],
      ['3.65', '529'],
    ]);
    assert.equal(ceilingsFor(peers(528.7, 6.494), networks)!.isScaled, true);
  });

  test('are not drawn on other windows, nor on single movements', () => {
    assert.equal(ceilingsFor(peers(528.7, 4), networks), undefined);
    assert.equal(ceilingsFor(peers(600, 6.494), networks), undefined);
    assert.equal(ceilingsFor({...peers(495, 2.85), kind: 'preload'}, networks), undefined);
  });

  test('are drawn and named in the chart, and listed in its table', async () => {
    const {medianLeadMs, wastePerClick} = made.stream.policies['foresight']!;
    const [first] = networks.elsewhere;
    const file = write('ceilings.json', {
      ...networks,
      elsewhere: [{...first, foresight: {medianLeadMs, wastePerClick}}],
    });
    const out = join(folder, 'ceilings.html');
    const {status, stderr} = report('--stream', stream, '--ceilings', file, '--out', out);
    assert.equal(status, 0, stderr);
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(out).href);
      await page.waitForSelector('.lead-figure .overlay text');
      const {texts, about, rows} = await page.evaluate(() => ({
        texts: [...document.querySelectorAll('.lead-figure .overlay text')].map((text) => text.textContent),
        about: document.querySelector('.lead-figure .hint')!.textContent,
        rows: [...document.querySelectorAll('.lead-figure tbody th')].map((name) => name.textContent),
      }));
      for (const {label} of networks.networks) if (label !== undefined) assert.ok(texts.includes(label));
      assert.match(about, /networks trained on recorded people.*scaled from other windows/);
      for (const {name} of networks.networks)
        assert.equal(rows.filter((row) => row === `other network: ${name}`).length, 3);
    } finally {
      await browser.close();
    }
  });

  test('need every figure', () => {
    const file = write('no-source.json', {...networks, source: undefined});
    assert.throws(() => readCeilings(file), /no-source\.json: "source" is missing/);
  });
});

describe('invalid files are refused, with a message', () => {
  const without = (value: object, key: string): object => ({...value, [key]: undefined});
  const bins = [{from: 0, to: 0.1, count: 3, stated: 1.2, frequency: 0}];
  const files: [fact: string, kind: Result['kind'], file: string, message: RegExp][] = [
    ['a file that is not JSON', 'stream', write('text.json', 'lead'), /text\.json: is not JSON/],
    [
      'a file of another benchmark',
      'preload',
      accuracy,
      /accuracy\.json, as the JSON of bench:preload: "policies\.foresight" is missing/,
    ],
    [
      'a file without a field',
      'stream',
      write('no-minutes.json', without(made.stream, 'minutes')),
      /no-minutes\.json.*"minutes" is missing/,
    ],
    [
      'a share beyond 1',
      'accuracy',
      write('bins.json', {...made.accuracy, calibration: {ece: 0, brier: 0, bins}}),
      /bins\.json.*"calibration\.bins\.0\.stated" is not a number from 0 to 1/,
    ],
    ['a list', 'stream', write('list.json', []), /list\.json.*: the file is not an object/],
  ];
  for (const [fact, kind, file, message] of files)
    test(fact, () => {
      assert.throws(() => readResult(kind, file), message);
    });

  const options: [fact: string, options: string[], message: RegExp][] = [
    ['no file', [], /name at least one/],
    ['a missing file', ['--stream', join(folder, 'none.json')], /none\.json: cannot be read/],
    ['a picture of another kind', ['--stream', stream, '--picture', 'a.jpg'], /a\.jpg: is not the name/],
  ];
  for (const [fact, given, message] of options)
    test(fact, () => {
      const {status, stderr} = report(...given);
      assert.equal(status, 1);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1);
    });
});

test('a label without space beside its point gets a line, or is left out', () => {
  const within = {x: 0, y: 0, w: 200, h: 200};
  const obstacles = [{x: 60, y: 60, w: 80, h: 80}];
  const label = {x: 100, y: 100, text: 'hover', width: 30};
  const [needed, ...others] = placeLabels(
    [
      {...label, optional: false},
      {...label, optional: true},
    ],
    {within, obstacles},
  );
  assert.equal(needed!.isApart, true);
  assert.ok(
    needed!.box.x >= 140 ||
      needed!.box.x + needed!.box.w <= 60 ||
      needed!.box.y + 15 <= 60 ||
      needed!.box.y >= 140,
  );
  assert.deepEqual(others, []);
});
