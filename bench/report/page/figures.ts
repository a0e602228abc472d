import {element} from '../../../src/inspector/element.js';
import type {CalibrationReport, StatementReport} from '../../../tools/scores/calibration.js';
import {answersMs} from '../../../tools/scores/saved.js';
import type {AccuracyResult, LeadResult} from '../results.js';
import {calibrationChart, statementKinds} from './calibration-chart.js';
import {dataTable} from './data-table.js';
import {leadChart} from './lead-chart.js';
import {leadPoints} from './lead-points.js';
import {learningChart, type LearningFigure} from './learning-chart.js';
import {legendEntry, markEntry, statementEntry} from './marks.js';
import {momentsChart} from './moments-chart.js';
import {readOffs} from './read-offs.js';
import {savedChart} from './saved-chart.js';
import {percent} from '../../../src/core/percent.js';
import {counted, milliseconds, policyTitle, twoDigits} from './wording.js';

interface FigureOptions {
  kind: string;
  title: string;
  /** The data, and how to read the figure. */
  about: (string | Node)[];
  legend?: HTMLElement[];
  content: HTMLElement[];
}

function figure({kind, title, about, legend = [], content}: FigureOptions): HTMLElement {
  return element(
    'figure',
    {class: `card ${kind}`},
    element(
      'figcaption',
      {},
      element('h3', {}, title),
      element('p', {class: 'hint'}, ...about),
      ...(legend.length > 0 ? [element('p', {class: 'legend'}, ...legend)] : []),
    ),
    ...content,
  );
}

/** The name of the file; left out of pictures. */
function source(file: string): HTMLElement {
  return element('span', {class: 'source'}, ` (${file})`);
}

/** The table has every fifth threshold. */
function isInTable(threshold: number | undefined): boolean {
  return threshold === undefined || Math.round(threshold * 100) % 5 === 0;
}

/** How early preloads start, against their cost. */
export function leadFigure(result: LeadResult): HTMLElement {
  const {kind, file, clicks, minutes, policies, ceilings} = result;
  const {curves, others} = leadPoints(result);
  const measured =
    kind === 'stream'
      ? `${counted(clicks, 'click', 'clicks')} in ${counted(Math.round(minutes ?? 0), 'minute', 'minutes')} of use`
      : `${counted(clicks, 'movement that led', 'movements that led')} to a click`;
  const runs =
    'kit-moderate' in policies
      ? [
          ' The preloads that it fires in use, hover and focus included, are ',
          element('span', {class: 'policy'}, 'kit-moderate'),
          '.',
        ]
      : [];
  const title = 'How early preloads start, and how many are wasted';
  const points = [...others, ...curves.flat()].filter(({threshold}) => isInTable(threshold));
  return figure({
    kind: 'lead-figure',
    title,
    about: [
      measured,
      source(file),
      '. The kit at its numbered thresholds; up and to the left is better.',
      ...runs,
      ...(ceilings
        ? [
            ` Dotted, without marks: ${ceilings.source}, by the pointer alone`,
            ceilings.isScaled ? ', scaled from other windows to these.' : '.',
          ]
        : []),
    ],
    legend: legendOf(result),
    content: [
      leadChart(result),
      readOffs(result),
      dataTable(
        `${title} (${file})`,
        ['Policy', 'Median lead, ms', 'Wasted per click', 'Right', 'Lead ≥ 100 ms'],
        [
          ...points.map(({name, medianLeadMs, wastePerClick, precision, share100}) => [
            policyTitle(name),
            medianLeadMs.toFixed(0),
            twoDigits(wastePerClick),
            percent(precision),
            percent(share100),
          ]),
          ...(ceilings?.networks ?? []).flatMap(({name, points: each}) =>
            each.map(({medianLeadMs, wastePerClick}) => [
              `other network: ${name}`,
              medianLeadMs.toFixed(0),
              twoDigits(wastePerClick),
              '–',
              '–',
            ]),
          ),
        ],
      ),
    ],
  });
}

/** The lines of the kit in a chart of leads or of what they save. */
function legendOf({policies}: LeadResult): HTMLElement[] {
  const has = (prefix: string): boolean => Object.keys(policies).some((name) => name.startsWith(prefix));
  const entries: [policy: string, text: string][] = [
    ['kit@', has('shipped@') ? 'the kit, after learning' : 'the kit, by threshold'],
    ['shipped@', 'the kit as shipped'],
    ['pointer@', 'without the order of presses'],
  ];
  return entries.filter(([policy]) => has(policy)).map(([policy, text]) => legendEntry(policy, text));
}

/** Lengths of answers with a chart, ms; the table has all. */
const drawnAnswersMs = [100, 300, 800];

/** What preloads save of answers that take long or not, against their cost. */
export function savedFigure(result: LeadResult): HTMLElement {
  const title = 'How much of the wait is over at the press';
  const {curves, others} = leadPoints(result);
  const points = [...others, ...curves.flat()].filter(({threshold}) => isInTable(threshold));
  return figure({
    kind: 'saved-figure',
    title,
    about: [
      'The share of an answer that has come by the press, on average over all clicks',
      source(result.file),
      `, for answers that take ${drawnAnswersMs.join(', ').replace(/, (?=\d+$)/, ' and ')} ms. ` +
        'Up and to the left is better; the cost is on a logarithmic axis.',
    ],
    legend: [...legendOf(result), ...others.map(({name}) => markEntry(name))],
    content: [
      element('div', {class: 'panels'}, ...drawnAnswersMs.map((answerMs) => savedChart(result, answerMs))),
      dataTable(
        `${title} (${result.file})`,
        ['Policy', 'Wasted per click', ...answersMs.map((answerMs) => `${answerMs} ms`)],
        points.map(({name, wastePerClick, saved}) => [
          policyTitle(name),
          twoDigits(wastePerClick),
          ...answersMs.map((answerMs) => percent(saved[answerMs]!)),
        ]),
      ),
    ],
  });
}

const learningFigures: readonly LearningFigure[] = [
  {
    title: 'Wasted per click at foresight’s lead',
    kit: 'wasteAtForesightLead',
    foresight: 'foresightWaste',
    format: twoDigits,
  },
  {
    title: 'Median lead at foresight’s waste, ms',
    kit: 'leadAtForesightWasteMs',
    foresight: 'foresightLeadMs',
    format: milliseconds,
  },
];

/** What is learned in the course of long windows. */
export function learningFigure({file, learning}: LeadResult): HTMLElement {
  const title = 'What is learned in the course of a window';
  const orNever = (value: number | null, format: (value: number) => string): string =>
    value === null ? '–' : format(value);
  return figure({
    kind: 'learning-figure',
    title,
    about: [
      'Each third of the windows of ten minutes and more apart, beside foresight in the same third',
      source(file),
      '. On the left, down is better; on the right, up.',
    ],
    legend: [
      legendEntry('foresight', 'foresight'),
      ...learning.map((variant) => legendEntry(variant.policy, variant.title)),
    ],
    content: [
      element('div', {class: 'panels'}, ...learningFigures.map((each) => learningChart(learning, each))),
      dataTable(
        `${title} (${file})`,
        [
          'Variant and third',
          'Clicks',
          'Waste at foresight’s lead',
          'foresight’s',
          'Lead at its waste',
          'foresight’s',
        ],
        learning.flatMap((variant) =>
          variant.thirds.map((third, index) => [
            `${variant.title}, ${index + 1}`,
            String(third.clicks),
            orNever(third.wasteAtForesightLead, twoDigits),
            twoDigits(third.foresightWaste),
            orNever(third.leadAtForesightWasteMs, milliseconds),
            milliseconds(third.foresightLeadMs),
          ]),
        ),
      ),
    ],
  });
}

/** How well the probabilities are calibrated. */
export function calibrationFigure(
  calibration: CalibrationReport,
  {file, moments}: {file: string; moments: string},
): HTMLElement {
  const title = 'Stated probabilities, against what comes true';
  const {ece, brier, targets, none} = calibration;
  const gap = ({worstGap}: StatementReport): string =>
    worstGap === null ? 'none with enough statements' : `${(100 * worstGap).toFixed(1)} points`;
  return figure({
    kind: 'calibration-figure',
    title,
    about: [
      `Each target’s probability and that of none, ${moments}`,
      source(file),
      '. The dashed line is perfect calibration; larger points have more statements, faint ones too few. ' +
        `Largest gap from 10\u00a0% up: targets ${gap(targets)}, none ${gap(none)}. ` +
        `Calibration error ${(100 * ece).toFixed(1)} points, Brier score ${brier.toFixed(3)}.`,
    ],
    legend: [statementEntry('targets', 'targets'), statementEntry('none', 'none is pressed')],
    content: [
      calibrationChart(calibration),
      dataTable(
        `${title} (${file})`,
        ['Stated', 'On average', 'Came true', 'Statements'],
        statementKinds.flatMap(({kind, title: name}) =>
          calibration[kind].bins.map(({from, to, count, stated, frequency}) => [
            `${name}, ${percent(from)} to ${percent(to)}`,
            `${(100 * stated).toFixed(1)} %`,
            `${(100 * frequency).toFixed(1)} %`,
            count.toLocaleString('en'),
          ]),
        ),
      ),
    ],
  });
}

/** How often each policy is right, at moments before the press. */
export function momentsFigure(result: AccuracyResult): HTMLElement {
  const title = 'How often the first answer is right, before the press';
  const policies = Object.entries(result.policies);
  return figure({
    kind: 'moments-figure',
    title,
    about: [
      `${counted(result.trials, 'movement', 'movements')} that led to a click`,
      source(result.file),
      '; at each moment those whose movement had started. The nearest target and the one straight ahead are rules ' +
        'without a model.',
    ],
    legend: policies.map(([name]) => legendEntry(name, name)),
    content: [
      momentsChart(result),
      dataTable(
        `${title} (${result.file})`,
        ['ms before', 'Policy', 'Movements', 'First', '95 %', 'Among three'],
        Object.keys(result.policies.kit)
          .map(Number)
          .sort((a, b) => b - a)
          .flatMap((ms) =>
            policies.map(([name, scores]) => {
              const {n, top1, top3, interval} = scores[ms]!;
              const shares =
                n > 0
                  ? [
                      percent(top1),
                      interval?.map((bound) => percent(bound)).join(' to ') ?? '–',
                      percent(top3),
                    ]
                  : ['–', '–', '–'];
              return [String(ms), name, String(n), ...shares];
            }),
          ),
      ),
    ],
  });
}
