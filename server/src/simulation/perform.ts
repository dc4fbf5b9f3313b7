import type { EffectResult } from '@millrace/core/flow';
import { type EnrollmentState, type FlowProgram, type KeyedEffect, USUAL_RETRIES } from '@millrace/core/flow';
import {
  type CodeOfAction,
  type ForeseeEnvironment,
  type Foresight,
  type Performer,
  type RecordSource,
  refusedBefore,
  type TriedEffect,
} from '../effects/index.ts';
import type { LoggedChange } from '../history/index.ts';
import { type DeliveredMail, isToContact, noteMail } from '../mail/index.ts';
import { type AssumedResult, assumedResult, type ResultAt } from './assumed-results.ts';
import type { Done } from './passage.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import { simulatedRecords } from './simulated-records.ts';
import type { SimulatedState } from './state.ts';
import type { SimulatedEffect } from './told.ts';

/** Ends a simulation that needs what code answers: no transaction is held while code runs. It begins again with the result. */
export class CodeToRun extends Error {
  override readonly name = 'CodeToRun';
  readonly effect: TriedEffect;
  readonly action: CodeOfAction;

  constructor(effect: TriedEffect, action: CodeOfAction) {
    super('Code of the flow is to run first.');
    this.effect = effect;
    this.action = action;
  }
}

export interface Performing {
  readonly program: FlowProgram;
  readonly state: SimulatedState;
  readonly answers: SimulatedAnswers;
  readonly performers: readonly Performer[];
  readonly environment: Pick<ForeseeEnvironment, 'secrets' | 'base'>;
  readonly assumed: readonly AssumedResult[];
  /** What code has answered, by the keys of effects. */
  readonly ran: ReadonlyMap<string, EffectResult>;
  readonly mayRun: boolean;
}

/** Takes effects to be done: by what is assumed of them, by what their code has answered, or as if all went well. */
export class SimulatedPerformer {
  readonly #performing: Performing;
  readonly #visits = new Map<string, number>();
  readonly #records: RecordSource;
  readonly #emailNames = new Map<string, string>();
  #depth = 0;

  constructor(performing: Performing) {
    this.#performing = performing;
    this.#records = simulatedRecords(performing.state, performing.answers);
  }

  async perform(asked: readonly KeyedEffect[], enrollment: EnrollmentState): Promise<Done> {
    const { state, answers } = this.#performing;
    this.#depth = enrollment.depth;
    const effects = asked.map((each) => this.#tried(each, enrollment));
    const foresights = await this.#foresee(effects);
    const assumed = this.#assumedFor(asked[0]!.actionId);
    const done = effects.map((effect, index) => this.#outcomeOf(effect, foresights[index]!, assumed));
    for (const [index, { result }] of done.entries()) state.results.set(asked[index]!.key, result);
    const changes = await this.#note(effects, done);
    const at = Math.max(answers.now, ...done.map((each) => each.at));
    return { effects: done.map((each, index) => ({ ...each, key: asked[index]!.key })), changes, at };
  }

  /** By the performers of their kinds. */
  async #foresee(effects: readonly TriedEffect[]): Promise<Foresight[]> {
    const { program, answers, environment, performers } = this.#performing;
    const { tx, account } = answers.unit;
    const codeOf = (actionId: string) => codeIn(program, actionId);
    const found = new Map<TriedEffect, Foresight>();
    for (const [kind, own] of Map.groupBy(effects, (effect) => effect.kind)) {
      const performer = performers.find(({ kinds }) => kinds.includes(kind));
      const foresights = await performer?.foresee?.(
        { ...environment, db: tx, records: this.#records, codeOf },
        account.id,
        own,
      );
      for (const [index, effect] of own.entries())
        found.set(
          effect,
          foresights?.[index] ?? refusedBefore('NO_PERFORMER', `Nothing does effects of the kind ${kind}.`),
        );
    }
    return effects.map((effect) => found.get(effect)!);
  }

  #tried({ effect, key, actionId }: KeyedEffect, { id: enrollmentId, flowId }: EnrollmentState): TriedEffect {
    const { now } = this.#performing.answers;
    return {
      id: '0',
      kind: effect.type,
      target: effect.target ?? effect.type,
      idempotencyKey: key,
      flowId,
      enrollmentId,
      actionId,
      request: effect.request,
      retry: effect.retry ?? USUAL_RETRIES,
      createdAt: now,
      attempts: 1,
      triedAt: now,
      token: '',
      signal: NEVER,
    };
  }

  /** Of several results of an action, each is for one of its visits, and the last for all that follow. */
  #assumedFor(actionId: string): AssumedResult | undefined {
    const visit = this.#visits.get(actionId) ?? 0;
    this.#visits.set(actionId, visit + 1);
    const own = this.#performing.assumed.filter((each) => each.actionId === actionId);
    return own[Math.min(visit, own.length - 1)];
  }

  #outcomeOf(
    effect: TriedEffect,
    foresight: Foresight,
    assumed: AssumedResult | undefined,
  ): Omit<SimulatedEffect, 'key'> & ResultAt {
    const { answers, ran, mayRun, program } = this.#performing;
    const { now } = answers;
    if (assumed)
      return { ...foresight, ...assumedResult(assumed, foresight, effect.retry, now), resultFrom: 'ASSUMED' };
    const answered = ran.get(effect.idempotencyKey);
    if (answered) return { ...foresight, result: answered, at: now, resultFrom: 'RUN' };
    const action = mayRun && foresight.sends?.kind === 'CODE' ? codeIn(program, effect.actionId!) : undefined;
    if (action) throw new CodeToRun(effect, action);
    return { ...foresight, at: now, resultFrom: 'USUAL' };
  }

  /** What follows of mails on their contacts. */
  async #note(
    effects: readonly TriedEffect[],
    done: readonly (Omit<SimulatedEffect, 'key'> & ResultAt)[],
  ): Promise<readonly LoggedChange[]> {
    const { state, answers } = this.#performing;
    const mails = done.flatMap(({ sends, result }, index) =>
      sends?.kind === 'EMAIL' && result.kind === 'done' ? deliveredOf(effects[index]!, sends.mail) : [],
    );
    const told = mails.filter(isToContact);
    if (told.length === 0) return [];
    const { times, schema } = answers.unit;
    await this.#nameEmails(told.map(({ mail }) => mail.emailId));
    const workspace = state.begin();
    const refs = told.map(({ cause }) => ({ objectTypeId: cause.objectTypeId!, id: cause.recordId! }));
    await answers.answer(
      workspace,
      refs.map((ref) => ({ kind: 'record', ref, toWrite: true })),
    );
    for (const [index, mail] of told.entries()) {
      const contact = workspace.world.record(refs[index]!);
      if (!contact || contact.archivedAt !== null) continue;
      const emailName = this.#emailNames.get(mail.mail.emailId) ?? '';
      noteMail({ world: workspace.world, times, schema }, contact, mail, {
        emailName,
        depth: this.#depth + 1,
      });
    }
    return state.commit(workspace);
  }

  async #nameEmails(ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => !this.#emailNames.has(id));
    if (unknown.length === 0) return;
    for (const [id, { name }] of await this.#records.emails(unknown)) this.#emailNames.set(id, name);
  }
}

const NEVER = new AbortController().signal;

function deliveredOf(
  effect: TriedEffect,
  mail: DeliveredMail['mail'] | Omit<DeliveredMail['mail'], 'messageId'>,
): DeliveredMail[] {
  const { flowId, enrollmentId, actionId, request } = effect;
  const [objectTypeId, recordId] = [String(request['objectTypeId']), String(request['recordId'])];
  const cause = { objectTypeId, recordId, flowId, enrollmentId, actionId };
  return [{ mail: { messageId: '', ...mail }, delivery: 'captured', effectId: effect.id, cause }];
}

function codeIn({ definition }: FlowProgram, actionId: string): CodeOfAction | undefined {
  return definition.actions.find((action) => action.type === 'CUSTOM_CODE' && action.actionId === actionId) as
    | CodeOfAction
    | undefined;
}
