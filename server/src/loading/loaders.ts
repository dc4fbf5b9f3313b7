import { HOLDERS_MAX } from '@millrace/core/flow';
import { loadEffectResults } from '../effects/index.ts';
import { loadEvents, loadHappened, loadLastChange, loadPropertyHistory } from '../history/index.ts';
import { handOutTurns } from '../passages/index.ts';
import { holdRotations, loadPeople } from '../people/index.ts';
import { loadHolders, loadUniqueValues } from '../records/index.ts';
import { loadAskedLinks } from './links.ts';
import { loadListFacts } from './list-facts.ts';
import type { LoadedKind, Loader } from './loader.ts';
import { loadAskedMemberships } from './memberships.ts';
import { loadAskedRecords } from './records.ts';
import { reserve } from './reservations.ts';

/** The loaders of all kinds of asks that rows answer. */
export const LOADERS: { readonly [Kind in LoadedKind]: Loader<Kind> } = {
  associated: loadAskedLinks,
  async effectResult(db, account, asks) {
    const found = await loadEffectResults(
      db,
      account,
      asks.map(({ key }) => key),
    );
    return asks.map(({ key }) => found.get(key) ?? null);
  },
  events: loadEvents,
  happened: loadHappened,
  history: loadPropertyHistory,
  holders: (db, account, asks) => loadHolders(db, account, asks, HOLDERS_MAX + 1),
  lastChange: (db, _, asks) => loadLastChange(db, asks.length),
  list: loadListFacts,
  membership: loadAskedMemberships,
  people: loadPeople,
  record: loadAskedRecords,
  reservation: reserve,
  rotation: holdRotations,
  turn: handOutTurns,
  uniqueValue: loadUniqueValues,
};
