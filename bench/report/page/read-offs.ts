import {element} from '../../../src/inspector/element.js';
import type {Interval, LeadResult} from '../results.js';
import {milliseconds, twoDigits} from './wording.js';

interface ReadOff {
  title: string;
  /** `null` if the kit never gets there. */
  kit: number | null;
  /** The policy it is compared with. */
  beside: string;
  /** Text in place of a missing figure. */
  never: string;
  interval?: Interval | undefined;
  format: (value: number) => string;
}

/** The headline figures: the kit at the same cost, or the same gain, as another policy. */
export function readOffs({headline, intervals, policies}: LeadResult): HTMLElement {
  const lead = (
    peer: string,
    {kit, own, interval}: {kit: number | null; own: number; interval: Interval | undefined},
  ): ReadOff => ({
    title: `Lead at ${peer}’s waste`,
    kit,
    interval,
    format: milliseconds,
    beside: `${peer}: ${milliseconds(own)} at ${twoDigits(policies[peer]!.wastePerClick)}`,
    never: 'wastes more at any threshold',
  });
  const {leadAtForesightWasteMs, foresightLeadMs, wasteAtForesightLead, foresightWaste} = headline;
  const all: ReadOff[] = [
    lead('foresight', {
      kit: leadAtForesightWasteMs,
      own: foresightLeadMs,
      interval: intervals?.leadAtForesightWasteMs,
    }),
    {
      title: 'Waste at foresight’s lead',
      kit: wasteAtForesightLead,
      interval: intervals?.wasteAtForesightLead,
      format: twoDigits,
      beside: `foresight: ${twoDigits(foresightWaste)} at ${milliseconds(foresightLeadMs)}`,
      never: 'leads less at any threshold',
    },
  ];
  if ('hover65LeadMs' in headline)
    all.push(
      lead('hover-65', {
        kit: headline.leadAtHover65WasteMs,
        own: headline.hover65LeadMs,
        interval: intervals?.leadAtHover65WasteMs,
      }),
      lead('hover-200', {
        kit: headline.leadAtHover200WasteMs,
        own: headline.hover200LeadMs,
        interval: intervals?.leadAtHover200WasteMs,
      }),
    );
  return element('dl', {class: 'read-offs'}, ...all.map(entry));
}

function entry({title, kit, beside, never, interval, format}: ReadOff): HTMLElement {
  const figure =
    kit === null
      ? element('dd', {class: 'never'}, never)
      : element('dd', {class: 'value'}, format(kit), ...(interval ? [between(interval, format)] : []));
  return element('div', {}, element('dt', {}, title), figure, element('dd', {}, beside));
}

function between([low, high]: Interval, format: (value: number) => string): HTMLElement {
  // Only the upper bound has the unit.
  const [lowest] = format(low).split('\u00a0');
  return element('small', {}, `95 %: ${lowest}–${format(high)}`);
}
