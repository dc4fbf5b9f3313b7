import { compileCriteria, explainCriteria } from '@millrace/core/criteria';
import type {
  EffectResult,
  EnrollmentState,
  Entering,
  FlowProgram,
  Step,
  Workspace,
} from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import { type EpochMillis, iso } from '@millrace/core/time';
import { type RedactorOf, readAccount, type SecretBox } from '../accounts/index.ts';
import type { Sandbox } from '../code/index.ts';
import { type Performer, redactedResult } from '../effects/index.ts';
import { criteriaOfAction, type Decision, decisionOf } from '../enrollments/index.ts';
import { isDefinitionShown, loadPrograms } from '../flows/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { selectAllLists } from '../lists/index.ts';
import { readCodeSecrets, runCode } from '../performers/index.ts';
import { type Caller, INSTANT_LATEST, invalid } from '../platform/index.ts';
import { type FlowReader, flowReader, loadTriggerContext } from '../triggers/index.ts';
import { happen } from './assumed.ts';
import type { AssumedResult } from './assumed-results.ts';
import { askDoor, type Entry } from './door.ts';
import { DECISIONS_EXPLAINED_MAX, FOLLOWED_DEEP_MAX, FOLLOWED_MAX, SIMULATED_RUNS_MAX } from './limits.ts';
import { occurrencesOf } from './occurrences.ts';
import type { Passing } from './passage.ts';
import { CodeToRun, SimulatedPerformer } from './perform.ts';
import { asChosen, assumedResultsOf, programOf, type SimulatedFlow } from './program.ts';
import { Reactions } from './reactions.ts';
import type { SimulateBody } from './request.ts';
import { SimulatedAnswers } from './simulated-answers.ts';
import { simulatedRecord, triggered } from './simulated-record.ts';
import { SimulatedState } from './state.ts';
import type { EnteredFlow, SimulatedPassage } from './told.ts';
import { type Followed, walk } from './walk.ts';

export interface SimulationService {
  readonly store: Store;
  readonly secrets: SecretBox;
  readonly redactorOf: RedactorOf;
  readonly sandbox: Pick<Sandbox, 'run'>;
  readonly performers: readonly Performer[];
  /** Where recipients reach this server, if that is known. */
  readonly base: string | undefined;
}

/** What a simulation has found. */
export interface Simulation {
  readonly program: FlowProgram;
  readonly reader: FlowReader;
  readonly ref: RecordRef;
  readonly isMadeUp: boolean;
  readonly start: EpochMillis;
  readonly entry: Entry;
  /** Null for a record that does not come in. */
  readonly passage: SimulatedPassage | null;
  /** What it, and what follows of it, has let into other flows. */
  readonly otherFlows: readonly EnteredFlow[];
}

/** What a test takes from a real passage, so that draws that hang on ids come out alike. */
export interface Likeness {
  readonly enrollmentId?: string;
}

/**
 * Simulates a record's passage through a flow, by the engine's `drive`, over what one moment of the account shows. Nothing is written, sent or
 * woken. Custom code runs, where that is asked for, between two beginnings, while no transaction is open.
 */
export async function simulate(
  service: SimulationService,
  caller: Caller,
  flow: SimulatedFlow,
  body: SimulateBody,
  likeness: Likeness = {},
): Promise<Simulation> {
  const ran = new Map<string, EffectResult>();
  for (;;) {
    try {
      return await service.store.read(caller.accountId, (unit) =>
        simulateOnce({ service, unit, caller, flow, body, likeness, ran }),
      );
    } catch (error) {
      if (!(error instanceof CodeToRun)) throw error;
      ran.set(error.effect.idempotencyKey, await resultOfCode(service, caller, error));
    }
  }
}

interface Once {
  readonly service: SimulationService;
  readonly unit: Unit;
  readonly caller: Caller;
  readonly flow: SimulatedFlow;
  readonly body: SimulateBody;
  readonly likeness: Likeness;
  readonly ran: ReadonlyMap<string, EffectResult>;
}

async function simulateOnce({ service, unit, caller, flow, body, likeness, ran }: Once): Promise<Simulation> {
  const { tx, account, schema } = unit;
  const { assume } = body;
  const program = asChosen(await programOf(unit, caller, flow), assume.branches);
  const { flowId, revisionId, startActionId, objectTypeId } = program;
  const assumed = await assumedResultsOf(unit, program, assume.results);
  const start = body.startAt ?? account.now;
  if (body.until !== undefined && body.until < start) throw endsBefore(body.until, start);
  const isPast = start < account.now && body.record === undefined && body.recordAsOf === 'START';
  const past = isPast ? { at: start, beyond: ({ at }: { at: EpochMillis }) => at > start } : null;
  const state = new SimulatedState(schema);
  const answers = new SimulatedAnswers(unit, state, start, past);
  const lists = await selectAllLists(tx, account.id);
  const contextOf = await loadTriggerContext(tx, account, new Set(lists.map(({ id }) => id)));
  const context = contextOf(objectTypeId);
  const reader = flowReader(program, context);
  const ref = await simulatedRecord(unit, state, objectTypeId, body, start);
  const occurrences = await occurrencesOf(unit, body, ref, start);
  for (const before of occurrences.filter(({ at }) => at < start)) await happen(before, state, answers);
  await triggered(body, ref, state, answers);
  const entry = await askDoor({ ref, reader, context, at: start, asked: body, state, answers });
  const found = { program, reader, ref, isMadeUp: body.record !== undefined, start, entry };
  if (!entry.entered && !body.evenIfRefused) return { ...found, passage: null, otherFlows: [] };
  const enrollment: EnrollmentState = {
    id: likeness.enrollmentId ?? state.ids.next(),
    flowId,
    record: ref,
    enrolledAt: start,
    trigger: entry.trigger,
    depth: 0,
    actionId: startActionId ?? null,
    revisionId,
    wait: null,
    outputs: {},
    stepCount: 0,
  };
  const performances = { state, answers, ran, performers: service.performers };
  let explained = 0;
  const { passage, entered: otherFlows } = await walk(
    {
      until: body.until ?? INSTANT_LATEST,
      maxSteps: body.maxSteps,
      state,
      answers,
      occurrences: occurrences.filter(({ at }) => at >= start),
      follow,
    },
    passing({ program, enrollment, depth: 0, reader }, assumed),
  );
  return { ...found, passage, otherFlows };

  function passing(
    { reader, ...own }: Pick<Passing, 'program' | 'enrollment' | 'depth'> & { readonly reader: FlowReader },
    assumed: readonly AssumedResult[],
  ): Passing {
    const { program, enrollment } = own;
    const performer = new SimulatedPerformer({
      ...performances,
      program,
      assumed,
      environment: { secrets: service.secrets, base: service.base },
      mayRun: body.runCode && ran.size < SIMULATED_RUNS_MAX,
    });
    return {
      ...own,
      reactions: new Reactions(reader, enrollment.record, state, answers),
      perform: (effects, at) => performer.perform(effects, at),
      decide: (step, workspace) => decide(program, enrollment.record, step, workspace),
    };
  }

  /** The passage that another flow goes on with, as the flow is saved and as if nothing were assumed of its actions. */
  async function follow(entering: Entering, depth: number, followed: number): Promise<Followed> {
    const { entrance, ref, trigger } = entering;
    const other = (await loadPrograms(tx, account, [entrance.flowId])).get(entrance.flowId)!;
    if (!isDefinitionShown(schema, caller, other.definition)) return { name: null, passing: 'CLOSED' };
    const { name = '' } = other.definition;
    if (!body.follow) return { name, passing: 'NOT_ASKED' };
    if (depth > FOLLOWED_DEEP_MAX) return { name, passing: 'TOO_DEEP' };
    if (followed >= FOLLOWED_MAX) return { name, passing: 'TOO_MANY' };
    const own: EnrollmentState = {
      id: state.ids.next(),
      flowId: entrance.flowId,
      record: ref,
      enrolledAt: answers.now,
      trigger,
      depth: entering.depth,
      actionId: entrance.startActionId,
      revisionId: entrance.revisionId,
      wait: null,
      outputs: {},
      stepCount: 0,
    };
    const reads = flowReader(other, contextOf(ref.objectTypeId));
    return { name, passing: passing({ program: other, enrollment: own, depth, reader: reads }, []) };
  }

  /** Why a branch led where it did, from what it was asked of. */
  async function decide(
    { definition, objectTypeId }: FlowProgram,
    record: RecordRef,
    step: Step,
    workspace: Workspace,
  ): Promise<Decision | null> {
    const action = definition.actions.find(({ actionId }) => actionId === step.actionId);
    if (!action || step.outcome !== 'SUCCEEDED' || !BRANCHES.has(action.type)) return null;
    const trees = explained < DECISIONS_EXPLAINED_MAX ? criteriaOfAction(action) : [];
    if (trees.length > 0) explained++;
    const context = contextOf(objectTypeId);
    const reads = trees.map((tree) => compileCriteria(tree, context).reads);
    const subject = trees.length > 0 ? await answers.subjectIn(workspace, record, reads) : null;
    return decisionOf(action, step.detail, (criteria) =>
      subject ? explainCriteria(criteria, context, subject, step.at) : null,
    );
  }
}

const BRANCHES: ReadonlySet<string> = new Set(['LIST_BRANCH', 'STATIC_BRANCH', 'AB_TEST_BRANCH']);

/** `until` is given, and the start is not: it is now. */
function endsBefore(until: EpochMillis, start: EpochMillis) {
  const message = `until must not lie before the start: it is ${iso(until)}, and the simulation starts at ${iso(start)}.`;
  return invalid([{ path: 'until', code: 'INVALID', message }]);
}

/** Runs code in the sandbox, cut off from the network: a simulation sends nothing. */
async function resultOfCode(
  { store, secrets, sandbox, redactorOf }: SimulationService,
  { accountId }: Caller,
  { effect, action }: CodeToRun,
): Promise<EffectResult> {
  const known = await readCodeSecrets({ db: store.sql, secrets }, accountId, action.secretNames);
  const { outcome } = await runCode(sandbox, accountId, effect, action, known, { network: 'none' });
  const result: EffectResult =
    outcome.kind === 'finished'
      ? outcome.result
      : {
          kind: 'failed',
          reason: 'RETRIES_EXHAUSTED',
          message: outcome.kind === 'retry' ? outcome.message : '',
        };
  return redactedResult(result, await redactorOf(store.sql, await readAccount(store.sql, accountId)));
}
