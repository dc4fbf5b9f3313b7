import { createHash } from 'node:crypto';
import { addressMoves, blocksOf, CONTACT, namesIn, valuesOfMove } from '@millrace/core/crm';
import type { Account } from '../accounts/index.ts';
import type { Flusher } from '../history/index.ts';
import { loadRecords, type RecordKeeper } from '../records/index.ts';
import { keepStandings, selectStandings } from './standings.ts';

/**
 * Lets what is known of an address follow the address: who has unsubscribed, and whose mailbox does not exist, stays so when the contact
 * is deleted, erased or gets another address, and another contact comes to have this one. The contact's properties are the truth while
 * it has the address; in between it is kept under a hash.
 *
 * It runs once the unit holds its unique values: another unit that lets go of the same address has committed by then.
 */
export const followAddresses: Flusher = async ({ account, schema, tx, world }) => {
  const moves = addressMoves(world);
  if (moves.length === 0) return;
  const hashesOf = (addresses: readonly string[]) => addresses.map((address) => hashOf(account, address));
  const left = moves.flatMap((move) => hashesOf(move.left).map((hash) => ({ hash, said: move.leaves })));
  await keepStandings(tx, account, left);
  const come = new Map(moves.map((move) => [move, hashesOf(move.come)]));
  const known = await selectStandings(tx, account, [...come.values()].flat());
  const properties = schema.properties(CONTACT);
  for (const move of moves) {
    const image = world.record(move.ref);
    if (!image || image.archivedAt !== null) continue;
    const said = come.get(move)!.map((hash) => known.get(hash) ?? {});
    const values = Object.entries(valuesOfMove(move, image.properties, said));
    const defined = values.filter(([name]) => properties.has(name));
    world.setProperties(move.ref, Object.fromEntries(defined), move.cause);
  }
};

/** Of somebody who is erased nothing is kept but what keeps mails back. */
export const addressKeeper: RecordKeeper = {
  async erase({ tx, account }, ref) {
    if (ref.objectTypeId !== CONTACT) return;
    const [contact] = await loadRecords(tx, account.id, [ref], 'none');
    if (!contact) return;
    const hashes = namesIn(CONTACT, 'email', contact.properties).map((address) => hashOf(account, address));
    // What was known when a contact was archived is kept since; its addresses may have had others in the meantime.
    const known = contact.archivedAt === null ? undefined : await selectStandings(tx, account, hashes);
    const saidOf = (hash: string) => (known ? known.get(hash) : contact.properties) ?? {};
    const standings = hashes.map((hash) => ({ hash, said: blocksOf(saidOf(hash)) }));
    await keepStandings(tx, account, standings);
  },

  async merge() {
    // The addresses of both are the new record's, which has what was known of either.
  },
};

function hashOf({ addressKey }: Account, address: string): string {
  return createHash('sha256').update(`${addressKey}/${address.trim().toLowerCase()}`).digest('hex');
}
