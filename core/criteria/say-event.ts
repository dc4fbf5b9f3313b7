/** How events are said, with the filters on their properties and their refinements. */
import {
  and,
  type Given,
  membersOf,
  missing,
  or,
  type Part,
  type PartKind,
  propertyPart,
  text,
  textOf,
  textsOf,
  thing,
  thingSaid,
} from '../sentence/index.ts';
import { EVENT_PROPERTY_WORDS, EVENT_WORDS } from './event-words.ts';
import { sayRefinements } from './refine-by.say.ts';
import type { Wording } from './wording.ts';

const PROPERTY_CHANGED = '4-655002';

interface Happening {
  readonly eventTypeId: unknown;
  /** `has` or `has not`. */
  readonly isNegated: boolean;
  /** Filters on its properties: `{property, operation}`. */
  readonly filters: readonly unknown[];
  readonly refinements: Given;
}

/** `the contact has submitted Newsletter at least 2 times in the last 30 days`. */
export function sayEvent(
  { eventTypeId, isNegated, filters, refinements }: Happening,
  wording: Wording,
): Part[] {
  const id = textOf(eventTypeId);
  const has = isNegated ? 'has not' : 'has';
  const refined = sayRefinements(refinements, wording);
  if (id === undefined || id === '')
    return [text(`${wording.subject} ${has} had `), missing('no event chosen'), ...refined];
  const given = filters.map(membersOf);
  if (id === PROPERTY_CHANGED) return [...sayChange(given, has, wording), ...refined];
  const words = Object.hasOwn(EVENT_WORDS, id) ? EVENT_WORDS[id] : undefined;
  const named = wording.names.thing('event', id);
  if (!words) {
    const event = thing('event', id, named);
    return [
      text(`${wording.subject} ${has} completed the event `),
      event,
      ...where(given, id, wording),
      ...refined,
    ];
  }
  const known = given.findIndex(
    (filter) => words.by !== undefined && filter['property'] === words.by && isOneOf(filter),
  );
  const what = known < 0 ? [text(words.what)] : or(valuesOf(given[known]!, words.kind ?? 'value', wording));
  const others = given.filter((_, index) => index !== known);
  return [
    text(`${wording.subject} ${has} ${words.did} `),
    ...what,
    ...(words.end ? [text(words.end)] : []),
    ...where(others, id, wording),
    ...refined,
  ];
}

/** `Lifecycle stage has changed to Customer`. */
function sayChange(filters: readonly Given[], has: string, wording: Wording): Part[] {
  const about = filters.find((filter) => filter['property'] === 'hs_name' && isOneOf(filter));
  const names = about
    ? textsOf(membersOf(about['operation'])['values'] ?? membersOf(about['operation'])['value'])
    : [];
  const properties = names.map((name) => [propertyPart(wording.bearer, name, wording.names)]);
  const words = names.length === 1 ? wording.names.property(wording.bearer, names[0]!) : undefined;
  const others = filters.filter((filter) => filter !== about);
  const value = others.find((filter) => filter['property'] === 'hs_value');
  const rest = others.filter((filter) => filter !== value);
  const subject = properties.length > 0 ? or(properties) : [text(`a property of ${wording.subject}`)];
  if (!value) return [...subject, text(` ${has} changed`), ...where(rest, PROPERTY_CHANGED, wording)];
  const operation = membersOf(value['operation']);
  if (isOneOf(value)) {
    const to = wording.operation(operation, text(''), words);
    // "is", "is any of": what is left are the values.
    return [
      ...subject,
      text(` ${has} changed to `),
      ...withoutVerb(to),
      ...where(rest, PROPERTY_CHANGED, wording),
    ];
  }
  const said = wording.operation(operation, text('the new value'), words);
  return [...subject, text(` ${has} changed, and `), ...said, ...where(rest, PROPERTY_CHANGED, wording)];
}

function withoutVerb(parts: readonly Part[]): Part[] {
  return parts.flatMap((part): Part[] => {
    if (!('text' in part)) return [part];
    const words = part.text.replace(/^ is( any of)? $/, '');
    return words === '' ? [] : [{ ...part, text: words }];
  });
}

/** Whether a filter asks for one or several values, and for nothing else. */
function isOneOf({ operation }: Given): boolean {
  const { operator, includeObjectsWithNoValueSet, value, values } = membersOf(operation);
  const isAsked = operator === 'IS_EQUAL_TO' || operator === 'IS_ANY_OF';
  return (
    isAsked && includeObjectsWithNoValueSet !== true && textsOf(values ?? value).some((each) => each !== '')
  );
}

function valuesOf({ operation }: Given, kind: PartKind, { names }: Wording): Part[][] {
  const { value, values } = membersOf(operation);
  return textsOf(values ?? value).map((id) => {
    if (kind === 'form' || kind === 'email' || kind === 'flow') return thingSaid(kind, id, names);
    return [kind === 'subscription' ? thing(kind, id, names.thing(kind, id)) : thing('value', id)];
  });
}

/** ` where the link is x and the campaign is y`. */
function where(filters: readonly Given[], eventTypeId: string, wording: Wording): Part[] {
  if (filters.length === 0) return [];
  return [text(' where '), ...and(filters.map((filter) => sayFilterOfEvent(filter, eventTypeId, wording)))];
}

/** A filter on a property of an event: `the link is https://example.com`. */
export function sayFilterOfEvent(filter: Given, eventTypeId: string, wording: Wording): Part[] {
  const property = textOf(filter['property']) ?? '';
  const told = wording.names.thing('eventProperty', `${eventTypeId}/${property}`);
  const [known, kind] =
    (Object.hasOwn(EVENT_PROPERTY_WORDS, property) && EVENT_PROPERTY_WORDS[property]) || [];
  const label = told ?? (known ? `the ${known}` : property);
  const name = property === '' ? missing('no property chosen') : { ...thing('property', property, label) };
  if (kind !== undefined && isOneOf(filter))
    return [name, text(' is '), ...or(valuesOf(filter, kind, wording))];
  return wording.operation(filter['operation'], name, undefined);
}
