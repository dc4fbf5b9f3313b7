import {
  type Awaited,
  awaitedIn,
  awaitedKey,
  type FlowProgram,
  keysOfChange as wakesOfChange,
  walkedIn,
} from '@millrace/core/flow';
import type { Change } from '@millrace/core/record';
import type { Account } from '../accounts/index.ts';
import { listEnabledFlows, listTurnedOffFlows, loadPrograms } from '../flows/index.ts';
import type { Interest } from '../history/index.ts';
import { selectAllLists } from '../lists/index.ts';
import { flowsWithActive } from '../passages/index.ts';
import { type Db, LruCache } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import type { TriggerContext } from './flow-triggers.ts';
import { keysOfChange, keysOfReader, type Path } from './keys.ts';
import { type FlowReader, flowReader, listReader, type Reader, scheduleReader } from './reader.ts';
import { selectSchedules } from './schedules/queries.ts';
import { selectListWatches, selectWatches } from './watches.ts';

/** A reader of a change, and the path from its records to the changed one. */
export interface Concerned {
  readonly reader: Reader;
  readonly path: Path;
  /** Its turn among all that read a change. */
  readonly turn: number;
}

/**
 * The index of readers: from an object type's property, an event, a list or an association to the flows and lists that read
 * it. A change without readers costs only the look-up.
 */
export class ReaderIndex implements Interest {
  readonly #byKey = new Map<string, Set<Concerned>>();
  /** Of these, the ones by which other records are reached than the changed one. */
  readonly #elsewhere = new Set<string>();
  readonly #byId = new Map<string, Reader>();

  /** The existing lists of any kind. */
  readonly listIds: ReadonlySet<string>;

  /** What the waits of flows may wait for, of records of each type. */
  readonly #awaited: ReadonlySet<string>;
  /** Of these, what they wait for of other records than the one that waits. */
  readonly #awaitedOfOthers: ReadonlySet<string>;

  /** The flows that records may walk in: those that are on, and those that are turned off and have records inside. */
  readonly walked: readonly FlowProgram[];

  constructor(
    readers: readonly Reader[],
    listIds: ReadonlySet<string>,
    awaited: readonly Awaited[],
    walked: readonly FlowProgram[] = [],
  ) {
    this.walked = walked;
    this.listIds = listIds;
    this.#awaited = new Set(awaited.map(awaitedKey));
    this.#awaitedOfOthers = new Set(awaited.filter(({ ofAnother }) => ofAnother).map(awaitedKey));
    for (const [turn, reader] of inTurn(readers).entries()) {
      this.#byId.set(`${reader.reader}/${reader.id}`, reader);
      const ways = new Map<string, Concerned>();
      for (const { key, path } of keysOfReader(reader)) {
        const name = JSON.stringify(path);
        const way = ways.get(name) ?? { reader, path, turn };
        ways.set(name, way);
        this.#add(key, way);
        if (path.length > 0) this.#elsewhere.add(key);
      }
    }
  }

  /** Deletions concern every record inside; other changes only records that may enter or leave. */
  wants(change: Change): boolean {
    if (change.kind === 'archived' || change.kind === 'merged') return true;
    return keysOfChange(change).some((key) => this.#byKey.has(key)) || this.wakes(change).length > 0;
  }

  /** A merge is of two records; a change that is read over associations leads to all from where; and a wait for another record goes on by what happens to that one. */
  leadsElsewhere(change: Change): boolean {
    if (change.kind === 'merged') return true;
    if (keysOfChange(change).some((key) => this.#elsewhere.has(key))) return true;
    return wakesOfChange(change, this.#awaitedOfOthers).length > 0;
  }

  /** The keys that the change wakes, of those that somebody may wait for. */
  wakes(change: Change): string[] {
    return wakesOfChange(change, this.#awaited);
  }

  keepsTriggers(flowId: string): boolean {
    const reader = this.reader('FLOW', flowId);
    return reader?.reader === 'FLOW' && reader.triggers.program.policies?.keepsTriggers === true;
  }

  /** Those that read a change: flows first, the oldest first, whatever it was that they read; then lists. */
  concerned(change: Change): Concerned[] {
    const found = new Set<Concerned>();
    for (const key of keysOfChange(change)) for (const way of this.#byKey.get(key) ?? []) found.add(way);
    return [...found].sort((one, other) => one.turn - other.turn);
  }

  reader(kind: Reader['reader'], id: string): Reader | undefined {
    return this.#byId.get(`${kind}/${id}`);
  }

  all(): Iterable<Reader> {
    return this.#byId.values();
  }

  #add(key: string, way: Concerned): void {
    const ways = this.#byKey.get(key) ?? new Set();
    ways.add(way);
    this.#byKey.set(key, ways);
  }
}

/** Where flows take records out of each other, the one that is entered last keeps them: so their order is told by their ids. */
function inTurn(readers: readonly Reader[]): Reader[] {
  const place = ({ reader }: Reader) => (reader === 'LIST' ? 1 : 0);
  return [...readers].sort(
    (one, other) =>
      place(one) - place(other) || one.id.length - other.id.length || (one.id < other.id ? -1 : 1),
  );
}

/** Indexes that a process keeps, one an account. */
const CACHED_INDEXES_MAX = 1_000;
const cache = new LruCache<string, { readonly version: string; readonly index: ReaderIndex }>({
  most: CACHED_INDEXES_MAX,
});

/** The index of the account at the transaction's versions. No statement unless something was saved since. */
export async function loadReaders(db: Db, account: Account): Promise<ReaderIndex> {
  const version = `${account.flowsVersion}/${account.schemaVersion}/${account.timeZone}`;
  const cached = cache.get(account.id);
  if (cached?.version === version) return cached.index;
  const programs = await loadPrograms(db, account, await listEnabledFlows(db, account.id));
  const lists = await selectAllLists(db, account.id);
  const listIds = new Set(lists.map(({ id }) => id));
  const contextOf = await loadTriggerContext(db, account, listIds);
  const watches = await selectWatches(db, account.id);
  const listWatches = await selectListWatches(db, account.id);
  const schedules = new Map(
    (await selectSchedules(db, account.id)).map((each) => [each.flowId, each.afterDay]),
  );
  const listKey = [...listIds].join(' ');
  const readers = [
    ...[...programs.values()].flatMap((program): Reader[] => {
      if (!program) return [];
      const context = contextOf(program.objectTypeId);
      const reader = keptReader(program, context, watches.get(program.flowId), listKey);
      const afterDay = schedules.get(program.flowId);
      const schedule = afterDay === undefined ? null : scheduleReader(reader, context, afterDay);
      return schedule ? [reader, schedule] : [reader];
    }),
    ...lists.flatMap((list) =>
      list.processingType === 'DYNAMIC'
        ? [listReader(list, contextOf(list.objectTypeId), listWatches.get(list.id))]
        : [],
    ),
  ];
  const walked = [...programs.values(), ...(await stillWalked(db, account))].filter(
    (program) => program !== null,
  );
  const awaited = walked.flatMap((program) =>
    walkedIn(program).flatMap(({ definition }) => awaitedIn(definition)),
  );
  const index = new ReaderIndex(readers, listIds, awaited, walked);
  cache.set(account.id, { version, index });
  return index;
}

/** The flows that are turned off and have records inside, which go on walking. None comes in until a flow is saved. */
async function stillWalked(db: Db, account: Account): Promise<(FlowProgram | null)[]> {
  const inside = await flowsWithActive(db, account.id, await listTurnedOffFlows(db, account.id));
  return [...(await loadPrograms(db, account, inside)).values()];
}

/** The compiled reads of a program, by its other inputs: most flows are unchanged since the last save. */
const kept = new WeakMap<FlowProgram, { readonly from: string; readonly reader: FlowReader }>();

function keptReader(
  program: FlowProgram,
  context: TriggerContext,
  afterChange: string | undefined,
  listKey: string,
): FlowReader {
  const from = `${afterChange} ${listKey}`;
  const known = kept.get(program);
  if (known?.from === from) return known.reader;
  const reader = flowReader(program, context, afterChange);
  kept.set(program, { from, reader });
  return reader;
}

/** The context of an account's criteria, by the type of the records. */
export async function loadTriggerContext(
  db: Db,
  account: Account,
  listIds: ReadonlySet<string>,
): Promise<(objectTypeId: string) => TriggerContext> {
  const schema = await loadSchema(db, account.id, account.schemaVersion);
  return (objectTypeId) => ({
    objectTypeId,
    timeZone: account.timeZone,
    propertyOf: (typeId, name) => schema.properties(typeId).get(name),
    isKnownList: (id) => listIds.has(id),
  });
}
