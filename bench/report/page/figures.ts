import {element} from '../../../src/inspector/element.js';
import type {CalibrationReport} from '../../../tools/scores/calibration.js';
import type {AccuracyResult, LeadResult} from '../results.js';
import {calibrationChart} from './calibration-chart.js';
import {dataTable} from './data-table.js';
import {leadChart} from './lead-chart.js';
import {leadPoints} from './lead-points.js';
import {legendEntry} from './marks.js';
import {momentsChart} from './moments-chart.js';
import {readOffs} from './read-offs.js';
import {percent} from '../../../src/core/percent.js';
import {counted, policyTitle, twoDigits} from './wording.js';

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
  const {kind, file, clicks, minutes, policies} = result;
  const {curves, others} = leadPoints(result);
  const hasLearned = curves.length > 1;
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
    ],
    legend: [
      legendEntry('kit@', hasLearned ? 'the kit, after learning' : 'the kit, by threshold'),
      ...(hasLearned ? [legendEntry('shipped@', 'the kit as shipped')] : []),
    ],
    content: [
      leadChart(result),
      readOffs(result),
      dataTable(
        `${title} (${file})`,
        ['Policy', 'Median lead, ms', 'Wasted per click', 'Right', 'Lead ≥ 100 ms'],
        points.map(({name, medianLeadMs, wastePerClick, precision, share100}) => [
          policyTitle(name),
          medianLeadMs.toFixed(0),
          twoDigits(wastePerClick),
          percent(precision),
          percent(share100),
        ]),
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
  const {ece, brier, bins} = calibration;
  return figure({
    kind: 'calibration-figure',
    title,
    about: [
      `Each target’s probability and that of none, ${moments}`,
      source(file),
      '. The dashed line is perfect calibration; larger points have more statements. ' +
        `Calibration error ${(100 * ece).toFixed(1)} points, Brier score ${brier.toFixed(3)}.`,
    ],
    content: [
      calibrationChart(calibration),
      dataTable(
        `${title} (${file})`,
        ['Stated', 'On average', 'Came true', 'Statements'],
        bins.map(({from, to, count, stated, frequency}) => [
          `${percent(from)} to ${percent(to)}`,
          `${(100 * stated).toFixed(1)} %`,
          `${(100 * frequency).toFixed(1)} %`,
          count.toLocaleString('en'),
        ]),
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
