import type { MembershipWrite, RecordRef, WriteCause } from '@millrace/core/record';
import type { Flusher, Unit } from '../history/index.ts';
import {
  deleteMemberships,
  deleteMembershipsOf,
  insertMemberships,
  type Membership,
  noteDepartures,
} from './queries/memberships.ts';

/** Writes the memberships that the world of a unit has changed. */
export const flushMemberships: Flusher = async (unit) => {
  await writeMemberships(unit, unit.world.membershipWrites);
};

/**
 * Puts records into lists and takes them out, and logs the changes that are news, which only the rows tell; a constant number of
 * statements. The rows of the records must be locked already, as for every change of theirs. Returns the news.
 */
export async function changeMemberships(
  unit: Unit,
  writes: readonly MembershipWrite[],
): Promise<MembershipWrite[]> {
  const news = await writeMemberships(unit, writes);
  for (const write of news) unit.world.noteMembership(write);
  return news;
}

/** Takes records that were archived out of every list, each for the reason of its own change. */
export async function leaveAllLists(
  unit: Unit,
  archived: readonly (WriteCause & { readonly ref: RecordRef })[],
): Promise<void> {
  const byId = new Map(archived.map((each) => [each.ref.id, each]));
  const left = await deleteMembershipsOf(unit, [...byId.keys()]);
  await noteDepartures(unit, left);
  for (const { listId, recordId } of left) {
    const cause = byId.get(recordId)!;
    unit.world.noteMembership({ action: 'leave', ref: cause.ref, listId, cause });
  }
}

/**
 * Of the writes to one membership all that are news count, in their order: who leaves and joins again has done both, and is in since
 * then. Whether the first is news is told by the rows.
 */
async function writeMemberships(unit: Unit, writes: readonly MembershipWrite[]): Promise<MembershipWrite[]> {
  const written = [...Map.groupBy(writes, (write) => keyOf(asMembership(write))).entries()];
  const leaving = written.flatMap(([, each]) => each.find(({ action }) => action === 'leave') ?? []);
  const gone = await deleteMemberships(unit, leaving.map(asMembership));
  const joining = written.flatMap(([, each]) => {
    const last = each.at(-1)!;
    return last.action === 'join' ? [{ ...asMembership(last), at: last.cause.at }] : [];
  });
  const come = new Set((await insertMemberships(unit, joining)).map(keyOf));
  const wereInside = new Set(gone.map(keyOf));
  const news = new Set<MembershipWrite>();
  for (const [key, each] of written) {
    let inside = each.some(({ action }) => action === 'leave') ? wereInside.has(key) : !come.has(key);
    for (const write of each) {
      if (inside === (write.action === 'join')) continue;
      inside = !inside;
      news.add(write);
    }
  }
  const left = [...news].filter(({ action }) => action === 'leave');
  await noteDepartures(unit, left.map(asMembership));
  return writes.filter((write) => news.has(write));
}

function asMembership({ listId, ref }: MembershipWrite): Membership {
  return { listId, recordId: ref.id };
}

function keyOf({ listId, recordId }: Membership): string {
  return `${listId}/${recordId}`;
}
