import type { AskOf, RecordAnswer } from '@millrace/core/flow';
import { recordKey } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { loadRecords } from '../records/index.ts';
import type { Loader } from './loader.ts';

/** Records to be written are locked only if no other transaction holds them: one that is held is busy. */
export const loadAskedRecords: Loader<'record'> = async (db, account, asks) => {
  const [toWrite, toRead] = [asks.filter((ask) => ask.toWrite), asks.filter((ask) => !ask.toWrite)];
  const [locked, read] = await Promise.all([lock(db, account, toWrite), load(db, account, toRead)]);
  return asks.map((ask) => (ask.toWrite ? locked : read).get(recordKey(ask.ref))!);
};

type Answers = ReadonlyMap<string, RecordAnswer>;

async function load(db: Db, account: AccountId, asks: readonly AskOf<'record'>[]): Promise<Answers> {
  const refs = asks.map(({ ref }) => ref);
  const images = await loadRecords(db, account, refs, 'none');
  const byKey = new Map(images.map((image) => [recordKey(image), image]));
  return new Map(
    refs.map(recordKey).map((key) => [key, { hold: 'read', image: byKey.get(key) ?? null } as const]),
  );
}

async function lock(db: Db, account: AccountId, asks: readonly AskOf<'record'>[]): Promise<Answers> {
  const refs = asks.map(({ ref }) => ref);
  const images = await loadRecords(db, account, refs, 'skip');
  const locked = new Map(images.map((image) => [recordKey(image), image]));
  const rest = refs.filter((ref) => !locked.has(recordKey(ref)));
  // A missing record is held by another transaction, or does not exist.
  const held = rest.length === 0 ? [] : await loadRecords(db, account, rest, 'none');
  const there = new Set(held.map(recordKey));
  return new Map(
    refs
      .map(recordKey)
      .map((key) => [
        key,
        there.has(key)
          ? ({ hold: 'busy' } as const)
          : ({ hold: 'write', image: locked.get(key) ?? null } as const),
      ]),
  );
}
