/** Random records with all that can be read of them. */
import fc from 'fast-check';
import type { EpochMillis } from '../time/index.ts';
import {
  amount,
  choice,
  day,
  flag,
  instant,
  moment,
  NAMES,
  options,
  PROPERTIES,
  text,
  VALUES,
  withoutAbsent,
} from './arbitrary-values.test-support.ts';
import { COMPANY, CONTACT } from './criteria.test-support.ts';
import type { EventOccurrence, PastValue, Subject } from './index.ts';

/** A record with all that can be read of it, as data. */
export interface RecordData {
  readonly properties: Readonly<Record<string, string>>;
  readonly history: readonly {
    readonly property: string;
    readonly value: string | null;
    readonly at: EpochMillis;
  }[];
  readonly events: readonly (EventOccurrence & { readonly eventTypeId: string })[];
  readonly lists: readonly string[];
}

const properties: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    ...NAMES.map((name) => fc.tuple(fc.constant(name), fc.option(VALUES[PROPERTIES[name]], { freq: 4 }))),
  )
  .map(withoutAbsent);
const history = fc
  .array(
    fc.constantFrom(...NAMES).chain((name) =>
      fc.record({
        property: fc.constant(name),
        value: fc.option(VALUES[PROPERTIES[name]], { freq: 5 }),
        at: moment,
      }),
    ),
    { maxLength: 5 },
  )
  .map((rows) =>
    [...new Map(rows.map((row) => [`${row.property}@${row.at}`, row])).values()].sort((a, b) => b.at - a.at),
  );
const sentValue = fc.oneof(
  text,
  amount,
  choice,
  flag,
  instant,
  day,
  moment.map(String),
  fc.constantFrom('2026-05-31T10:00Z', '2026-05-31T10:00:00Z', '2026-02-30', '2026-05-31T25:00:00Z', ''),
);
export const EVENT_TYPES = ['6-1', '4-1639801', '4-96000'];
const sentProperties: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    ...Object.entries({ a: sentValue, b: sentValue, hs_form_id: options, hs_url: text }).map(
      ([name, value]) => fc.tuple(fc.constant(name), fc.option(value, { freq: 4 })),
    ),
  )
  .map(withoutAbsent);
const event = fc.record({
  eventTypeId: fc.constantFrom(...EVENT_TYPES),
  properties: sentProperties,
  occurredAt: moment,
});
export const LISTS = ['1', '2'];
const recordData: fc.Arbitrary<RecordData> = fc.record({
  properties,
  history,
  events: fc.array(event, { maxLength: 4 }),
  lists: fc.subarray(LISTS),
});

/** A contact and the companies it is associated with. */
export interface ContactData extends RecordData {
  readonly companies: readonly RecordData[];
}

export const arbitraryContact: fc.Arbitrary<ContactData> = fc
  .tuple(recordData, fc.array(recordData, { maxLength: 2 }))
  .map(([contact, companies]) => ({ ...contact, companies }));

export function subjectOf(data: ContactData): Subject {
  const companies = data.companies.map((company) => ({ ...alone(company, COMPANY), associated: () => [] }));
  return {
    ...alone(data, CONTACT),
    associated: (spec) => ('typeId' in spec && spec.typeId === 1 ? companies : []),
  };
}

function alone(data: RecordData, objectTypeId: string): Subject {
  const past = new Map<string, PastValue[]>();
  for (const { property: name, value, at } of data.history)
    past.set(name, [...(past.get(name) ?? []), { value, at }]);
  return {
    objectTypeId,
    id: '1',
    properties: data.properties,
    history: (name) => past.get(name) ?? [],
    events: (eventTypeId) => data.events.filter((each) => each.eventTypeId === eventTypeId),
    inList: (list) => data.lists.includes(list),
  };
}
