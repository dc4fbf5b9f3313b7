import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../../history/index.ts';
import { gather, imageAt } from '../../loading/index.ts';
import { idsOf } from '../../records/index.ts';

/** What all that has gone into a record by merges is listed in. */
const MERGED_IDS = 'hs_merged_object_ids';

/** A record, and the ids under which it is known: its own first, then of those that went into it. */
export interface RecordThen {
  readonly ref: RecordRef;
  readonly recordIds: readonly string[];
}

/**
 * The record that an id means: the one that goes on for it. As of a past moment that is the record itself until it was merged, and what went into it
 * later is not a part of it yet.
 */
export async function recordThen(unit: Unit, asked: RecordRef, at: EpochMillis | null): Promise<RecordThen> {
  const { tx, account } = unit;
  const { objectTypeId } = asked;
  const recordIds = await idsOf(tx, account.id, asked);
  if (at === null) return { ref: { objectTypeId, id: recordIds[0]! }, recordIds };
  if (recordIds.length === 1) return { ref: asked, recordIds };
  const wanted = recordIds.map((id) => ({ ref: { objectTypeId, id }, reads: [] }));
  const view = await gather(tx, account, wanted, { kind: 'instant', at });
  const there = wanted.flatMap(({ ref }) => {
    const image = imageAt(ref, view, (change) => change.at > at);
    return image && image.archivedAt === null
      ? [{ ref, recordIds: [ref.id, ...(image.properties[MERGED_IDS]?.split(';') ?? [])] }]
      : [];
  });
  return (
    there.find(({ ref }) => ref.id === asked.id) ??
    there.find((each) => each.recordIds.includes(asked.id)) ?? { ref: asked, recordIds: [asked.id] }
  );
}
