import { type InListType, literal } from '@millrace/core/criteria';
import type { Change, RecordRef } from '@millrace/core/record';
import { type AccountId, sameAccountSql } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import { type Db, type Fragment, onlyThrough } from '../platform/index.ts';
import { knownIds } from '../records/index.ts';

/** A flow's own lists of its enrollments. */
export type StatusList = Exclude<InListType, 'IMPORT'>;

/**
 * The condition under which a passage puts its record into a list, as SQL over the row `passage`. Its only spelling: criteria,
 * lookups and changes all use it. A refused record, for example one that had already met the goal, is in none.
 */
const PUTS_INTO: Readonly<Record<StatusList, string>> = {
  WORKFLOWS_ENROLLMENT: 'passage.entered',
  WORKFLOWS_ACTIVE: 'passage.entered and passage.ended = 0',
  WORKFLOWS_COMPLETED: `passage.entered and passage.status = 'COMPLETED'`,
  WORKFLOWS_GOAL: 'passage.entered and passage.converted_at is not null',
};

/** The same for the list whose name an expression gives. */
function putsInto(db: Db, list: string): Fragment {
  const cases = Object.entries(PUTS_INTO).map(
    ([name, condition]) => `when ${literal(name)} then ${condition}`,
  );
  return db.unsafe(`case ${list} ${cases.join(' ')} end`);
}

/** Whether the record under an alias, whose present and former ids a subquery gives, is in such a list: as SQL. */
export function statusMemberSql(list: StatusList, flowId: string, alias: string, knownIds: string): string {
  return (
    `exists (select from enrollments passage where ${sameAccountSql('passage', alias)} and passage.record_id in (${knownIds})` +
    ` and passage.object_type_id = ${alias}.object_type_id and passage.flow_id = ${flowId} and ${PUTS_INTO[list]})`
  );
}

/** A record and a flow's own list. */
export interface StatusMember {
  readonly list: StatusList;
  readonly flowId: string;
  readonly recordId: string;
}

/**
 * Which of these are in the lists, in one statement: by passages of the record and of those that were merged into it. Rides
 * enrollments_by_record and records_by_merged_into.
 */
export async function selectStatusMembers(
  db: Db,
  account: AccountId,
  questions: readonly StatusMember[],
): Promise<StatusMember[]> {
  if (questions.length === 0) return [];
  const rows = await db`
    select question.number from ${asked(db, questions)}
    where exists (
      select from (${knownIds(db, account, db`question.record_id`)}) as known
      cross join lateral (${passagesOf(db, account)}) as passage
      where ${putsInto(db, 'question.list')}
    )`;
  const inside = new Set(rows.map((row) => Number(row['number'])));
  return questions.filter((_, index) => inside.has(index + 1));
}

function asked(db: Db, questions: readonly StatusMember[]): Fragment {
  return db`
    unnest(
      ${questions.map(({ recordId }) => recordId)}::bigint[], ${questions.map(({ list }) => list)}::text[],
      ${questions.map(({ flowId }) => flowId)}::bigint[]
    ) with ordinality as question (record_id, list, flow_id, number)`;
}

function passagesOf(db: Db, account: AccountId): Fragment {
  return db`
    select id, entered, ended, status, converted_at from enrollments
    where account_id = ${account} and flow_id = question.flow_id and record_id = known.id and ${db.unsafe(onlyThrough('record_id'))}
    offset 0`;
}

/** What a passage has done that may change the flow's own lists. */
interface StatusMove {
  readonly enrollmentId: string;
  readonly flowId: string;
  readonly ref: RecordRef;
  readonly step: keyof typeof MAY_JOIN;
  readonly depth: number;
}

/**
 * Logs that records joined or left flows' own lists, if those are read; no statement for the others. Call it once the
 * enrollments are written.
 */
export async function logStatusLists(unit: Unit, moves: readonly StatusMove[]): Promise<void> {
  const changes = movesThatCount(unit, moves).flatMap((move) =>
    changesOf(unit, move).filter(({ change }) => unit.interest.wants(change)),
  );
  if (changes.length === 0) return;
  const joining = changes.filter(({ list }) => list !== 'WORKFLOWS_ACTIVE');
  const joined = new Set(await newMembers(unit, joining));
  for (const each of changes) {
    const { ref, kind, after } = each.change;
    if (each.list === 'WORKFLOWS_ACTIVE' || joined.has(each)) unit.world.note(ref, kind, after, each.change);
  }
}

/** Without those that no reader asks for: of all passages of a flow that take the same step one is looked at. */
function movesThatCount(unit: Unit, moves: readonly StatusMove[]): StatusMove[] {
  const isRead = new Map<string, boolean>();
  return moves.filter((move) => {
    const key = `${move.flowId} ${move.step} ${move.ref.objectTypeId}`;
    const known = isRead.get(key);
    if (known !== undefined) return known;
    const found = changesOf(unit, move).some(({ change }) => unit.interest.wants(change));
    isRead.set(key, found);
    return found;
  });
}

/** A change of a list that a passage may have made. */
interface StatusChange extends StatusMember {
  readonly enrollmentId: string;
  readonly change: Change;
}

/** The lists that a passage may put its record into by its begin, by its end or by the goal that is met after it. */
const MAY_JOIN = {
  began: ['WORKFLOWS_ENROLLMENT', 'WORKFLOWS_ACTIVE'],
  reopened: ['WORKFLOWS_ACTIVE'],
  completed: ['WORKFLOWS_COMPLETED'],
  left: ['WORKFLOWS_GOAL'],
  failed: [],
  converted: ['WORKFLOWS_GOAL'],
} as const;

function changesOf(unit: Unit, { enrollmentId, flowId, ref, step, depth }: StatusMove): StatusChange[] {
  const changeOf = (kind: 'joined_list' | 'left_list') => (list: StatusList) => {
    const after = { listId: `${list}:${flowId}` };
    const source = { type: 'FLOW', id: flowId } as const;
    const change: Change = {
      ref,
      kind,
      before: null,
      after,
      at: unit.times.of(ref.id),
      source,
      depth: depth + 1,
    };
    return { enrollmentId, flowId, recordId: ref.id, list, change };
  };
  const left =
    step === 'completed' || step === 'left' || step === 'failed' ? (['WORKFLOWS_ACTIVE'] as const) : [];
  return [...left.map(changeOf('left_list')), ...MAY_JOIN[step].map(changeOf('joined_list'))];
}

/**
 * The passages that put their record into a list for the first time: all lists but the active one keep their members for
 * ever, and a second time is no joining.
 */
async function newMembers({ tx, account }: Unit, changes: readonly StatusChange[]): Promise<StatusChange[]> {
  if (changes.length === 0) return [];
  const rows = await tx`
    select question.number from ${asked(tx, changes)}
    where (
      select array_agg(passage.id) from (${knownIds(tx, account.id, tx`question.record_id`)}) as known
      cross join lateral (${passagesOf(tx, account.id)}) as passage
      where ${putsInto(tx, 'question.list')}
    ) = array[(${changes.map(({ enrollmentId }) => enrollmentId)}::bigint[])[question.number]]`;
  const joined = new Set(rows.map((row) => Number(row['number'])));
  return changes.filter((_, index) => joined.has(index + 1));
}
