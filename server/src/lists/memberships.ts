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

async function writeMemberships(unit: Unit, writes: readonly MembershipWrite[]): Promise<MembershipWrite[]> {
  // Of the writes to one membership the last counts: joined and left again, it is not there in the end.
  const last = new Map(writes.map((write) => [keyOf(asMembership(write)), write]));
  const of = (action: MembershipWrite['action']) =>
    [...last.values()]
      .filter((write) => write.action === action)
      .map((write) => ({ ...asMembership(write), at: write.cause.at }));
  const left = await deleteMemberships(unit, of('leave'));
  await noteDepartures(unit, left);
  const joined = await insertMemberships(unit, of('join'));
  const done = new Set([...left, ...joined].map(keyOf));
  return [...last.entries()].flatMap(([key, write]) => (done.has(key) ? [write] : []));
}

function asMembership({ listId, ref }: MembershipWrite): Membership {
  return { listId, recordId: ref.id };
}

function keyOf({ listId, recordId }: Membership): string {
  return `${listId}/${recordId}`;
}
