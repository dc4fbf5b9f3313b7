import {
  delayText,
  flagOf,
  type Given,
  joined,
  membersOf,
  monthText,
  numberOf,
  type Part,
  propertyPart,
  text,
  textOf,
} from '../../../sentence/index.ts';
import type { FlowWording, SayAction } from '../../wording.ts';
import { sayMoments } from '../parts/say-moments.ts';

/** `Wait 3 days`, `Wait until Friday at 09:30`, in a flow that is centred on a date `Wait until 2 days before Renewal date`. */
export const sayDelay: SayAction = ({ fields }, wording) => {
  const given = membersOf(fields);
  const moments = sayMoments(given['days_of_week'], given['time_of_day']);
  const delta = numberOf(given['delta']);
  if (wording.anchor)
    return [
      text('Wait until '),
      ...fromAnchor(wording.anchor, delta ?? 0, given, wording),
      text(moments ? `, then until ${moments}` : ''),
    ].filter(isSaid);
  const isBusiness = flagOf(given['business_days_only']);
  const length =
    delta === undefined ? undefined : delayText(delta, unitOf(given), isBusiness ? 'business ' : '');
  const business =
    isBusiness && length !== undefined && !length.includes('business') ? ', on business days' : '';
  if (length === undefined && moments === undefined) return [text('Wait (no time chosen)')];
  if (length === undefined) return [text(`Wait until ${moments}`)];
  return [text(`Wait ${length}${business}${moments === undefined ? '' : `, then until ${moments}`}`)];
};

const isSaid = (part: Part) => joined([part]) !== '';

function unitOf({ time_unit }: Given): string {
  return textOf(time_unit) || 'MINUTES';
}

function fromAnchor(anchor: Given, delta: number, given: Given, { names, bearer }: FlowWording): Part[] {
  const date: Part[] =
    anchor['type'] === 'STATIC_DATE_ANCHOR'
      ? [text(fixedDate(anchor))]
      : [propertyPart(bearer, anchor['contactProperty'], names)];
  if (delta === 0) return date;
  return [text(`${delayText(Math.abs(delta), unitOf(given))} ${delta < 0 ? 'before' : 'after'} `), ...date];
}

function fixedDate({ dayOfMonth, month, year }: Given): string {
  const said = [textOf(dayOfMonth), monthText(month), textOf(year)].filter(
    (word) => word !== undefined && word !== '',
  );
  return said.join(' ') || 'the date of the flow';
}
