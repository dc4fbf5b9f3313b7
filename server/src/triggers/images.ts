import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { type LoggedChange, loadRecordsSince } from './queries.ts';

/** A record around one change: its properties before (null when it did not exist yet) and after. */
export interface SeenChange {
  readonly change: LoggedChange;
  /** The record as it is now; the properties of the moment are in `before` and `after`. */
  readonly image: RecordImage;
  readonly before: Properties | null;
  readonly after: Properties;
}

type Properties = Readonly<Record<string, string>>;

/**
 * How the records of these changes were before and after each: the present image with all that has been written since
 * undone, step by step. Changes of records that are gone for good are left out.
 */
export async function seeChanges(unit: Unit, claimed: readonly LoggedChange[]): Promise<SeenChange[]> {
  const first = new Map<string, { ref: RecordRef; changeId: string }>();
  for (const { ref, id } of claimed) {
    if (!first.has(recordKey(ref))) first.set(recordKey(ref), { ref, changeId: id });
  }
  const { images, writes } = await loadRecordsSince(unit, [...first.values()]);
  const byId = new Map([...claimed, ...writes].map((change) => [change.id, change]));
  const newestFirst = [...byId.values()].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  const moments = momentsOf(images, newestFirst);
  const byKey = new Map(images.map((image) => [recordKey(image), image]));
  return claimed.flatMap((change) => {
    const image = byKey.get(recordKey(change.ref));
    const moment = moments.get(change.id);
    return image && moment ? [{ change, image, ...moment }] : [];
  });
}

interface Moment {
  readonly before: Properties | null;
  readonly after: Properties;
}

function momentsOf(
  images: readonly RecordImage[],
  newestFirst: readonly LoggedChange[],
): Map<string, Moment> {
  const moments = new Map<string, Moment>();
  const present = new Map(images.map((image) => [recordKey(image), image.properties]));
  for (const change of newestFirst) {
    const key = recordKey(change.ref);
    const after = present.get(key);
    if (!after) continue;
    const before =
      change.kind === 'created' ? null : change.kind === 'updated' ? undo(after, change.before ?? {}) : after;
    moments.set(change.id, { before, after });
    if (before) present.set(key, before);
  }
  return moments;
}

function undo(after: Properties, before: Readonly<Record<string, unknown>>): Properties {
  const properties: Record<string, string> = { ...after };
  for (const [name, value] of Object.entries(before)) {
    if (typeof value === 'string') properties[name] = value;
    else delete properties[name];
  }
  return properties;
}
