import type { AnswerTo, Ask, AskOf } from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { readPaces } from '../passages/index.ts';
import { readRotations } from '../people/index.ts';
import type { Db } from '../platform/index.ts';
import { answerAsks } from './answer-asks.ts';
import { emptyView } from './gather.ts';
import { loadRecordsSince } from './records-since.ts';
import { answerAt } from './subject-at.ts';
import { type Beyond, NOTHING_BEYOND } from './timeline.ts';

/** The kinds whose answers can be had without taking something that is handed out once. */
export type ReadKind = Exclude<Ask['kind'], 'admission' | 'reservation' | 'effectResult'>;
export type ReadAsk = Extract<Ask, { readonly kind: ReadKind }>;

/** A moment of the past. */
export interface Past {
  readonly at: EpochMillis;
  /** The changes of that instant, and later, that had not been made. */
  readonly beyond: Beyond;
}

/**
 * The answers to asks for whoever only looks: as those of `answerAsks`, without a lock, and nothing is handed out. With a moment of the
 * past, records, links, lists, events and histories are as they were then. A constant number of statements.
 */
export async function readAsks(
  db: Db,
  account: AccountId,
  asks: readonly ReadAsk[],
  past: Past | null = null,
): Promise<readonly AnswerTo<ReadAsk>[]> {
  const view = emptyView();
  const refs = past
    ? asks.flatMap(recordsOf)
    : asks.flatMap((ask) => (ask.kind === 'record' ? [ask.ref] : []));
  const others = asks.filter((ask) => ask.kind !== 'record' && !isHandedOut(ask));
  const [{ images, changes }, handedOut] = await Promise.all([
    loadRecordsSince(db, account, distinct(refs), past ? { kind: 'instant', at: past.at - 1 } : null),
    readHandedOut(db, account, asks.filter(isHandedOut)),
    answerAsks(db, account, view.workspace, others),
  ]);
  for (const ref of refs) view.workspace.loadRecord(ref, null, 'read');
  for (const image of images) view.workspace.loadRecord(image, image, 'read');
  view.timeline.add(changes);
  const beyond = past?.beyond ?? NOTHING_BEYOND;
  return asks.map((ask) => handedOut.get(ask) ?? answerAt(ask, view, beyond));
}

type HandedOut = AskOf<'rotation'> | AskOf<'turn'>;

function isHandedOut(ask: ReadAsk): ask is HandedOut {
  return ask.kind === 'rotation' || ask.kind === 'turn';
}

/** Whose turn it was, and when the next turn of a pace comes. */
async function readHandedOut(
  db: Db,
  account: AccountId,
  asks: readonly HandedOut[],
): Promise<ReadonlyMap<ReadAsk, AnswerTo<HandedOut>>> {
  const rotations = asks.filter((ask) => ask.kind === 'rotation');
  const turns = asks.filter((ask) => ask.kind === 'turn');
  const [given, next] = await Promise.all([
    rotations.length === 0 ? [] : readRotations(db, account, rotations),
    turns.length === 0 ? [] : readPaces(db, account, turns),
  ]);
  return new Map<ReadAsk, AnswerTo<HandedOut>>([
    ...rotations.map((ask, index) => [ask, { kind: 'held', turns: given[index] ?? {} }] as const),
    ...turns.map(
      (ask, index) =>
        [ask, { kind: 'turn', at: Math.max(next[index] ?? Number.NEGATIVE_INFINITY, ask.from) }] as const,
    ),
  ]);
}

function recordsOf(ask: ReadAsk): RecordRef[] {
  if (ask.kind === 'associated') return [ask.from];
  return 'ref' in ask ? [ask.ref] : [];
}

function distinct(refs: readonly RecordRef[]): RecordRef[] {
  return [...new Map(refs.map((ref) => [recordKey(ref), ref])).values()];
}
