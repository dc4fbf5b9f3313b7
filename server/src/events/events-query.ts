import { quote } from '@millrace/core/problem';
import { z } from 'zod';
import type { EventKey } from '../history/index.ts';
import { idOf, instant, whole } from '../platform/index.ts';
import { storableText } from '../schema/index.ts';

/** Events on one page, at most. */
export const PAGE_EVENTS_MAX = 250;
/** Events on one page when nothing is said. */
const PAGE_EVENTS = 100;
/** Events that one request may name by id. */
export const EVENT_IDS_MAX = 100;
/** Values that events, or their records, may be asked for in one request. */
export const EVENT_FILTERS_MAX = 20;
/** Characters of a name or value of a filter. */
const FILTER_CHARACTERS_MAX = 1_000;

const text = storableText(FILTER_CHARACTERS_MAX);
const texts = z.union([text, z.array(text)]).transform((given) => [given].flat());
/** Several in one parameter, repeated or joined with commas. */
const splitTexts = texts.transform((given) => given.flatMap((each) => each.split(',')));

/** The key of an event is its id, and the cursor of a page that ends with it: `<milliseconds>-<number>`. */
function keyOf(given: string, context: z.RefinementCtx): EventKey {
  const [, millis = '', id = ''] = /^(-?\d{1,17})-(\d{1,18})$/.exec(given) ?? [];
  const occurredAt = instant.safeParse(millis);
  if (occurredAt.success) return { occurredAt: occurredAt.data, id };
  context.addIssue({ code: 'custom', message: `${quote(given)} is no id and no cursor that was answered` });
  return z.NEVER;
}

const cursor = text.transform(keyOf);

export function keyText({ occurredAt, id }: EventKey): string {
  return `${occurredAt}-${id}`;
}

/** By time; the latest first when nothing is said. Clients send an array of one. */
const sort = z
  .preprocess(
    (given) => (Array.isArray(given) && given.length === 1 ? given[0] : given),
    z.enum(['ASCENDING', 'DESCENDING', 'occurredAt', '-occurredAt']),
  )
  .transform((given) => (given === 'ASCENDING' || given === 'occurredAt' ? 'ASCENDING' : 'DESCENDING'));

/** The query of `GET /events/v3/events`: `objectProperty.<name>` is of the record, `property.<name>` of the event. */
export const eventsQuery = z
  .looseObject({
    objectType: text.optional(),
    objectId: idOf('the id of a record').optional(),
    eventType: text.min(1).optional(),
    id: splitTexts
      .refine((ids) => ids.length <= EVENT_IDS_MAX, `names more than ${EVENT_IDS_MAX} events`)
      .transform((ids, context) => ids.map((id) => keyOf(id, context)))
      .optional(),
    occurredAfter: instant.optional(),
    occurredBefore: instant.optional(),
    properties: splitTexts.transform((names) => new Set(names)).optional(),
    sort: sort.default('DESCENDING'),
    limit: whole(1, PAGE_EVENTS_MAX).default(PAGE_EVENTS),
    after: cursor.optional(),
    before: cursor.optional(),
  })
  .transform((given, context) => ({
    ...given,
    ofRecord: filtersIn(given, 'objectProperty.', context),
    ofEvent: filtersIn(given, 'property.', context),
  }));
export type EventsQuery = z.output<typeof eventsQuery>;

/** The parameters that begin with `prefix`, by what follows it; each has one of its values. */
function filtersIn(
  given: Readonly<Record<string, unknown>>,
  prefix: string,
  context: z.RefinementCtx,
): Readonly<Record<string, readonly string[]>> {
  const found = Object.entries(given).filter(([name]) => name.startsWith(prefix));
  const filters = found.map(([name, value]) => {
    const read = texts.safeParse(value);
    for (const issue of read.error?.issues ?? [])
      context.addIssue({ code: 'custom', message: issue.message, path: [name] });
    return [name.slice(prefix.length), read.data ?? []] as const;
  });
  if (filters.flatMap(([, values]) => values).length > EVENT_FILTERS_MAX) {
    const message = `names more than ${EVENT_FILTERS_MAX} values`;
    context.addIssue({ code: 'custom', message, path: [`${prefix}*`] });
  }
  return Object.fromEntries(filters);
}
