import type { Reads, Subject } from '@millrace/core/criteria';
import { type Ask, prepareSubject, type Workspace } from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { Unit } from '../../history/index.ts';
import { selectMemberships } from '../../lists/index.ts';
import { gather, NOTHING_BEYOND, subjectAt } from '../../loading/index.ts';

/** How the rules of the door see records: as they are stored, or as a batch has written them. */
export interface Sight {
  /** Those of the questions that are true, as `list/record`. */
  memberships(asked: readonly Membership[]): Promise<ReadonlySet<string>>;
  /** The records as criteria see them, by key; null for one that is not there. */
  subjects(wanted: readonly Wanted[]): Promise<ReadonlyMap<string, Subject | null>>;
}

export interface Membership {
  readonly ref: RecordRef;
  readonly listId: string;
}

export interface Wanted {
  readonly ref: RecordRef;
  readonly reads: readonly Reads[];
}

/** As they are stored. */
export function asStored(unit: Unit): Sight {
  return {
    async memberships(asked) {
      const rows = await selectMemberships(
        unit.tx,
        unit.account.id,
        asked.map(({ ref, listId }) => ({ listId, recordId: ref.id })),
      );
      return new Set(rows.map(({ listId, recordId }) => `${listId}/${recordId}`));
    },
    async subjects(wanted) {
      if (wanted.length === 0) return new Map();
      const view = await gather(unit.tx, unit.account, wanted, null);
      return new Map(wanted.map(({ ref }) => [recordKey(ref), subjectAt(ref, view, NOTHING_BEYOND)]));
    },
  };
}

/** A hop over an association costs two rounds, and the reads behind it one more. */
const ROUNDS_MAX = 50;

/** Answers asks into a workspace. */
export type Answer = (asks: readonly Ask[]) => Promise<void>;

/** As a batch has written them so far. */
export function asWritten(workspace: Workspace, answer: Answer): Sight {
  return {
    async memberships(asked) {
      const asks = asked.map(({ ref, listId }) => ({ kind: 'membership', ref, list: listId }) as const);
      await answer(asks.filter((ask) => workspace.answer(ask) === undefined));
      return new Set(
        asks.flatMap((ask) => (workspace.answer(ask) === true ? [`${ask.list}/${ask.ref.id}`] : [])),
      );
    },
    async subjects(wanted) {
      for (let round = 0; round < ROUNDS_MAX; round++) {
        const found = wanted.map(({ ref, reads }) =>
          reads.map((each) => prepareSubject(each, ref, workspace)),
        );
        const asks = found.flat().flatMap((prepared) => (prepared.kind === 'needs' ? prepared.asks : []));
        if (asks.length > 0) await answer(asks);
        else
          return new Map(
            wanted.map(({ ref }, index) => {
              const isThere = workspace.world.record(ref)?.archivedAt === null;
              const [prepared] = found[index]!;
              return [recordKey(ref), isThere && prepared?.kind === 'ready' ? prepared.subject : null];
            }),
          );
      }
      throw new Error(`The door of a flow still lacks what it reads after ${ROUNDS_MAX} rounds.`);
    },
  };
}
