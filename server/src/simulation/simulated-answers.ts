import {
  type CompiledCriteria,
  type Reads,
  readListKey,
  type Subject,
  TooMuchWork,
} from '@millrace/core/criteria';
import {
  type AnswerTo,
  type Ask,
  type AskOf,
  distinctAsks,
  emptyAnswer,
  prepareSubject,
  questionOf,
  type Workspace,
} from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { answerAdmissions } from '../enrollments/index.ts';
import { RecordTimes, type Unit } from '../history/index.ts';
import { type Past, type ReadAsk, readAsks } from '../loading/index.ts';
import { loadReaders } from '../triggers/index.ts';
import type { SimulatedState } from './state.ts';

/** A hop over an association costs two rounds, and the reads behind it one more. */
const ROUNDS_MAX = 50;
/** Dynamic lists whose filters ask for other lists; deeper ones are as they are stored. */
const LISTS_IN_LISTS_MAX = 10;

/** Answers what steps and criteria of a simulation ask: from the rows, by the engine's loaders, without a lock, under what has been simulated. */
export class SimulatedAnswers {
  readonly #unit: Unit;
  readonly #state: SimulatedState;
  readonly #past: Past | null;
  /** What is stored does not change meanwhile. */
  readonly #stored = new Map<string, AnswerTo<ReadAsk>>();
  now: EpochMillis;

  constructor(unit: Unit, state: SimulatedState, now: EpochMillis, past: Past | null) {
    this.#unit = unit;
    this.#state = state;
    this.#past = past;
    this.now = now;
  }

  /** The unit of work at the simulated time. */
  get unit(): Unit {
    const account = { ...this.#unit.account, now: this.now };
    return { ...this.#unit, account, times: new RecordTimes(this.now) };
  }

  async answer(workspace: Workspace, asks: readonly Ask[], depth = 0): Promise<void> {
    const open = distinctAsks(asks).filter((ask) => workspace.answer(ask) === undefined);
    const reading: ReadAsk[] = [];
    const admissions: AskOf<'admission'>[] = [];
    for (const ask of open) {
      if (ask.kind === 'reservation') workspace.keep(ask, this.#state.reserve(ask));
      else if (ask.kind === 'effectResult') workspace.keep(ask, this.#state.results.get(ask.key) ?? null);
      else if (ask.kind === 'happened') workspace.keep(ask, this.#state.happened(ask));
      else if (ask.kind === 'admission') admissions.push(ask);
      else reading.push(ask);
    }
    await this.#load(reading);
    for (const ask of reading) {
      const stored = this.#stored.get(storedKey(ask))!;
      const answer = this.#state.over(ask, stored) as AnswerTo<ReadAsk>;
      const isMember = ask.kind === 'membership' ? await this.#inDynamicList(ask, depth) : undefined;
      workspace.keep<ReadAsk>(ask, isMember ?? answer);
    }
    if (admissions.length > 0)
      await answerAdmissions(this.unit, workspace, admissions, {
        answer: (others) => this.answer(workspace, others),
        standing: (flowId, ref) => this.#state.standing(flowId, ref),
      });
  }

  /** A record as criteria with these reads see it, by what has been committed; null when it is not there. */
  async subjectOf(ref: RecordRef, reads: readonly Reads[]): Promise<Subject | null> {
    return this.subjectIn(this.#state.begin(), ref, reads);
  }

  /** The same, by what a workspace holds. */
  async subjectIn(
    workspace: Workspace,
    ref: RecordRef,
    reads: readonly Reads[],
    depth = 0,
  ): Promise<Subject | null> {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const found = (reads.length > 0 ? reads : [NOTHING]).map((each) =>
        prepareSubject(each, ref, workspace),
      );
      const asks = found.flatMap((prepared) => (prepared.kind === 'needs' ? prepared.asks : []));
      if (asks.length > 0) {
        await this.answer(workspace, asks, depth);
        continue;
      }
      const isThere = workspace.world.record(ref)?.archivedAt === null;
      const [prepared] = found;
      return isThere && prepared?.kind === 'ready' ? prepared.subject : null;
    }
    throw new Error(`Criteria of a simulation still lack what they read after ${ROUNDS_MAX} rounds.`);
  }

  async #load(asks: readonly ReadAsk[]): Promise<void> {
    const missing: ReadAsk[] = [];
    for (const ask of asks) {
      const key = storedKey(ask);
      if (this.#stored.has(key)) continue;
      if (this.#state.isCreated(recordOf(ask))) this.#stored.set(key, emptyAnswer(ask));
      else missing.push(ask);
    }
    if (missing.length === 0) return;
    const { tx, account } = this.#unit;
    const answers = await readAsks(tx, account.id, missing, this.#past);
    for (const [index, ask] of missing.entries()) this.#stored.set(storedKey(ask), answers[index]!);
  }

  /** A list that is kept by filters follows what is simulated; undefined for other lists, and for what the simulation itself has said. */
  async #inDynamicList({ ref, list }: AskOf<'membership'>, depth: number): Promise<boolean | undefined> {
    const { kind, id } = readListKey(list);
    if (kind !== 'LIST' || depth >= LISTS_IN_LISTS_MAX || this.#isAsStored(ref, list)) return undefined;
    const reader = (await loadReaders(this.#unit.tx, this.#unit.account)).reader('LIST', id);
    if (reader?.reader !== 'LIST' || reader.objectTypeId !== ref.objectTypeId) return undefined;
    const { criteria } = reader;
    const subject = await this.subjectIn(this.#state.begin(), ref, [criteria.reads], depth + 1);
    return subject ? metOrUnknown(criteria, subject, this.now) : false;
  }

  #isAsStored(ref: RecordRef, list: string): boolean {
    if (this.#state.isMember(ref, list) !== undefined) return true;
    return this.#state.changes.length === 0 && this.#past === null && this.now === this.#unit.account.now;
  }
}

const NOTHING: Reads = { properties: [], history: [], events: [], lists: [], associations: [], now: false };

/** Reading and writing find the same. */
function storedKey(ask: ReadAsk): string {
  return ask.kind === 'record' ? `record ${recordKey(ask.ref)}` : questionOf(ask);
}

const NO_RECORD: RecordRef = { objectTypeId: '', id: '' };

function recordOf(ask: ReadAsk): RecordRef {
  if (ask.kind === 'associated') return ask.from;
  return 'ref' in ask ? ask.ref : NO_RECORD;
}

function metOrUnknown(criteria: CompiledCriteria, subject: Subject, at: EpochMillis): boolean | undefined {
  try {
    return criteria.met(subject, at);
  } catch (error) {
    if (error instanceof TooMuchWork) return undefined;
    throw error;
  }
}
