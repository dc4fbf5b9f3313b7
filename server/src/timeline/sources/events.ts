import { iso } from '@millrace/core/time';
import { eventTypeNames, hiddenAnswers, nameOfStandard } from '../../events/index.ts';
import { selectEvents } from '../../history/index.ts';
import type { Source } from '../source.ts';

/** What happened to the record, at the instant it happened. */
export const events: Source = {
  kind: 'EVENT',
  rank: 5,
  async read({ db, caller, schema, type, id }, { order, from, to, after, limit }) {
    const found = await selectEvents(db, caller.accountId, {
      of: { objectTypeId: type.id, id },
      eventTypeId: undefined,
      keys: undefined,
      properties: {},
      // Both bounds are exclusive there; instants are whole milliseconds.
      after: from === undefined ? undefined : from - 1,
      before: to,
      order,
      beyond: after && { occurredAt: Number(after[0]), id: after[1]! },
      limit,
    });
    if (found.length === 0) return { placed: [] };
    const names = await eventTypeNames(db, caller.accountId);
    const isHidden = hiddenAnswers(schema, caller);
    const placed = found.map(({ id, eventTypeId, occurredAt, properties }) => ({
      at: occurredAt,
      position: [String(occurredAt), id],
      entry: {
        id: `event-${id}`,
        at: iso(occurredAt),
        kind: 'EVENT' as const,
        eventTypeId,
        eventType: names.get(eventTypeId) ?? nameOfStandard(eventTypeId),
        properties: Object.fromEntries(
          Object.entries(properties).filter(([name]) => !isHidden(eventTypeId, name)),
        ),
      },
    }));
    return { placed };
  },
};
