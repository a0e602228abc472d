import {fileURLToPath} from 'node:url';
import {readJson} from '../../tools/recordings/read-data.js';
import {JsonField} from './json-field.js';
import type {Ceiling, Ceilings, LeadResult} from './results.js';

/** Figures of other networks, measured outside the project; the file says on which windows. */
export const usualCeilings = fileURLToPath(new URL('ceilings.json', import.meta.url));

/** js.foresight does the same on the same windows, but for rounding. */
const sameWithin = 0.01;

type Figure = 'wasteAtForesightLead' | 'leadAtHover65WasteMs' | 'leadAtHover200WasteMs';
type Figures = Record<Figure, number>;

/** What js.foresight did on some windows, and what the network did that all others are compared with. */
interface Windows {
  foresight: {medianLeadMs: number; wastePerClick: number};
  reference: Figures;
}

interface CeilingFile {
  source: string;
  /** The windows on which the networks were measured, and others on which the reference was. */
  measured: Windows;
  elsewhere: Windows[];
  networks: (Figures & {name: string; label?: string})[];
}

/** Reads the file of other networks' figures. */
export function readCeilings(file: string): CeilingFile {
  const root = new JsonField(file, '', readJson(file));
  return {
    source: root.at('source').text(),
    measured: windowsIn(root.at('measured')),
    elsewhere: root.at('elsewhere').items().map(windowsIn),
    networks: root
      .at('networks')
      .items()
      .map((network) => {
        const label = network.optional('label')?.text();
        return {name: network.at('name').text(), ...(label !== undefined && {label}), ...figuresIn(network)};
      }),
  };
}

/**
 * Where other networks would be in the chart of a result. On the windows on which they were measured, that is as
 * measured; on others, as far from the reference network as it was there. `undefined` on windows on which the
 * reference is not known: leads and wastes of different windows cannot be compared.
 */
export function ceilingsFor(
  {kind, policies}: Pick<LeadResult, 'kind' | 'policies'>,
  {source, measured, elsewhere, networks}: CeilingFile,
): Ceilings | undefined {
  const {foresight, 'hover-65': hover65, 'hover-200': hover200} = policies;
  if (kind !== 'stream' || foresight === undefined || hover65 === undefined || hover200 === undefined)
    return undefined;
  const here = [measured, ...elsewhere].find(
    (windows) =>
      isNear(windows.foresight.medianLeadMs, foresight.medianLeadMs) &&
      isNear(windows.foresight.wastePerClick, foresight.wastePerClick),
  );
  if (here === undefined) return undefined;
  const scaled = (network: Figures, figure: Figure): number =>
    (network[figure] * here.reference[figure]) / measured.reference[figure];
  return {
    source,
    isScaled: here !== measured,
    networks: networks.map((network): Ceiling => ({
      name: network.name,
      ...(network.label !== undefined && {label: network.label}),
      points: [
        {
          wastePerClick: hover200.wastePerClick,
          medianLeadMs: scaled(network, 'leadAtHover200WasteMs'),
        },
        {wastePerClick: hover65.wastePerClick, medianLeadMs: scaled(network, 'leadAtHover65WasteMs')},
        {
          wastePerClick: scaled(network, 'wasteAtForesightLead'),
          medianLeadMs: foresight.medianLeadMs,
        },
      ],
    })),
  };
}

function isNear(value: number, measured: number): boolean {
  return Math.abs(value - measured) <= sameWithin * value;
}

function windowsIn(field: JsonField): Windows {
  const foresight = field.at('foresight');
  return {
    foresight: {
      medianLeadMs: foresight.at('medianLeadMs').number(),
      wastePerClick: foresight.at('wastePerClick').number(),
    },
    reference: figuresIn(field.at('reference')),
  };
}

function figuresIn(field: JsonField): Figures {
  return {
    wasteAtForesightLead: field.at('wasteAtForesightLead').number(),
    leadAtHover65WasteMs: field.at('leadAtHover65WasteMs').number(),
    leadAtHover200WasteMs: field.at('leadAtHover200WasteMs').number(),
  };
}
