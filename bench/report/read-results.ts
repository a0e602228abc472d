import {basename} from 'node:path';
import {momentsMs, policyNames} from '../accuracy/accuracy-table.js';
import type {CalibrationReport, StatementReport} from '../../tools/scores/calibration.js';
import {answersMs} from '../../tools/scores/saved.js';
import {readJson} from '../../tools/recordings/read-data.js';
import {JsonField} from './json-field.js';
import type {
  AccuracyResult,
  Interval,
  LeadResult,
  LearningCurve,
  MomentFigures,
  PolicyFigures,
  Result,
} from './results.js';

/** The peers in the charts. */
const peers = ['foresight', 'hover', 'hover-65', 'hover-200'] as const;

const figures = {
  preload: ['leadAtForesightWasteMs', 'foresightLeadMs', 'wasteAtForesightLead', 'foresightWaste'],
  stream: [
    'leadAtForesightWasteMs',
    'foresightLeadMs',
    'wasteAtForesightLead',
    'foresightWaste',
    'leadAtHover65WasteMs',
    'hover65LeadMs',
    'leadAtHover200WasteMs',
    'hover200LeadMs',
  ],
} as const;

/** Reads a file that a benchmark wrote with `--json`, and checks each value that is drawn. */
export function readResult(kind: Result['kind'], file: string): Result {
  const root = new JsonField(`${file}, as the JSON of bench:${kind}`, '', readJson(file));
  return kind === 'accuracy' ? accuracyIn(root, basename(file)) : leadIn(root, kind, basename(file));
}

function leadIn(root: JsonField, kind: LeadResult['kind'], file: string): LeadResult {
  const dataset = root.at('dataset').text();
  const policies = root.at('policies');
  for (const peer of peers) policies.at(peer).at('medianLeadMs');
  const intervals = root.optional('intervals');
  const calibration = root.optional('calibration');
  const withoutHabits = root.optional('withoutHabits')?.optional('policies');
  const result: LeadResult = {
    kind,
    file,
    dataset,
    clicks: root.at('clicks').number(),
    policies: {
      ...policiesIn(policies),
      ...(withoutHabits && policiesIn(withoutHabits, (name) => name.replace(/^kit@/, 'pointer@'))),
    },
    // All keys of the kind's headline are among its figures.
    headline: Object.fromEntries(
      figures[kind].map((figure) => [figure, root.at('headline').at(figure).numberOrNull()]),
    ) as unknown as LeadResult['headline'],
    ...(kind === 'stream' && {minutes: root.at('minutes').number()}),
    ...(intervals && {
      intervals: Object.fromEntries(
        intervals.entries().map(([figure, interval]) => [figure, intervalIn(interval)]),
      ),
    }),
    ...(calibration && {calibration: calibrationIn(calibration)}),
    learning: learningIn(root),
  };
  if (!Object.keys(result.policies).some((name) => name.startsWith('kit@')))
    policies.refuse('has none of the kit’s thresholds, “kit@0.50” and the like');
  return result;
}

function policiesIn(
  field: JsonField,
  rename: (name: string) => string = (name) => name,
): Record<string, PolicyFigures> {
  return Object.fromEntries(
    field.entries().map(([name, each]) => [
      rename(name),
      {
        medianLeadMs: each.at('medianLeadMs').number(),
        wastePerClick: each.at('wastePerClick').number(),
        precision: each.at('precision').number({to: 1}),
        share100: each.at('share100').number({to: 1}),
        saved: Object.fromEntries(
          answersMs.map((ms) => [String(ms), each.at('saved').at(String(ms)).number({to: 1})]),
        ),
      },
    ]),
  );
}

/** The variants of the kit of which the file has thirds; what has learned is the kit itself, beside what ships. */
function learningIn(root: JsonField): LearningCurve[] {
  const shipped = root.optional('shipped');
  const variants: [LearningCurve['policy'], title: string, JsonField | undefined][] = [
    ['pointer@', 'without the order of presses', root.optional('withoutHabits')?.optional('thirds')],
    [
      shipped === undefined ? 'kit@' : 'shipped@',
      'with the order of presses',
      (shipped ?? root).optional('thirds'),
    ],
    ['kit@', 'and what was learned before', shipped && root.optional('thirds')],
  ];
  return variants.flatMap(([policy, title, thirds]) =>
    thirds === undefined
      ? []
      : [
          {
            policy,
            title,
            thirds: thirds.items().map((third) => ({
              clicks: third.at('clicks').number(),
              foresightLeadMs: third.at('foresightLeadMs').number(),
              foresightWaste: third.at('foresightWaste').number(),
              wasteAtForesightLead: third.at('wasteAtForesightLead').numberOrNull(),
              leadAtForesightWasteMs: third.at('leadAtForesightWasteMs').numberOrNull(),
            })),
          },
        ],
  );
}

function accuracyIn(root: JsonField, file: string): AccuracyResult {
  const intervals = root.optional('intervals');
  const moments = (name: string): [string, MomentFigures][] =>
    momentsMs.map((ms) => {
      const each = root.at('policies').at(name).at(String(ms));
      const interval = intervals?.optional(name)?.optional(String(ms))?.optional('top1');
      return [
        String(ms),
        {
          n: each.at('n').number(),
          top1: each.at('top1').number({to: 1}),
          top3: each.at('top3').number({to: 1}),
          ...(interval && {interval: intervalIn(interval)}),
        },
      ];
    });
  return {
    kind: 'accuracy',
    file,
    dataset: root.at('dataset').text(),
    trials: root.at('trials').number(),
    // `Object.fromEntries` does not keep literal keys.
    policies: Object.fromEntries(
      policyNames.map((name) => [name, Object.fromEntries(moments(name))]),
    ) as AccuracyResult['policies'],
    calibration: calibrationIn(root.at('calibration')),
  };
}

function calibrationIn(field: JsonField): CalibrationReport {
  return {
    ece: field.at('ece').number({to: 1}),
    brier: field.at('brier').number(),
    ...statementsIn(field),
    targets: statementsIn(field.at('targets')),
    none: statementsIn(field.at('none')),
  };
}

function statementsIn(field: JsonField): StatementReport {
  return {
    bins: field
      .at('bins')
      .items()
      .map((bin) => ({
        from: bin.at('from').number({to: 1}),
        to: bin.at('to').number({to: 1}),
        count: bin.at('count').number(),
        stated: bin.at('stated').number({to: 1}),
        frequency: bin.at('frequency').number({to: 1}),
      })),
    worstGap: field.at('worstGap').numberOrNull(),
  };
}

function intervalIn(field: JsonField): Interval {
  const [low, high] = field.items();
  if (low === undefined || high === undefined) field.refuse('is not [low, high]');
  return [low.number(), high.number()];
}
