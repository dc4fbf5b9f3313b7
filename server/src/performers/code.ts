import type { Reason } from '@millrace/core/flow';
import { z } from 'zod';
import { type AccountId, readSecrets, SecretUnreadable } from '../accounts/index.ts';
import { type CodeJob, type CodeResult, eventOf, readOutputs, type Sandbox } from '../code/index.ts';
import {
  type Attempt,
  type CodeOfAction,
  type Foresight,
  type Performed,
  type Performer,
  refusedBefore,
  requestDigest,
  responseDigest,
  type TriedEffect,
} from '../effects/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { toTheirEnd } from './parts/to-their-end.ts';

/** Undeclared outputs that a step names, and characters of each name. */
const UNDECLARED_SHOWN = 50;
const NAME_CHARACTERS_SHOWN = 200;

/** The request of an action; its code is that of the revision. */
const codeRequest = z.object({
  revisionId: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  inputFields: z.record(z.string(), z.string().nullable()),
});

type Secrets = { readonly values: ReadonlyMap<string, string> } | { readonly unreadable: string };

/** Runs in hand for each place: those of many actions wait for a place together, so that the pool can choose between them. */
const IN_HAND_PER_PLACE = 4;

/** Runs the code of actions. Each has its own target, so that one that runs for ever leaves places to others. */
export function codePerformer({ db, secrets, sandbox, codeOf }: PerformerEnvironment): Performer {
  return {
    kind: 'code',
    kinds: ['code'],
    slots: IN_HAND_PER_PLACE * sandbox.atOnce,
    slotsPerTarget: Math.ceil(sandbox.atOnce / 2),
    /** The code is not run, and what it would answer is not known. */
    async foresee({ codeOf: codeIn }, accountId, effects) {
      return effects.map(({ actionId, idempotencyKey, request }): Foresight => {
        const action = codeIn(actionId!);
        if (!action) return refusedBefore('CODE_GONE', 'There is no code for this action.');
        const { runtime, secretNames } = action;
        const facts = { accountId, actionId: actionId!, idempotencyKey, ...codeRequest.parse(request) };
        return {
          sends: { kind: 'CODE', runtime, secretNames, event: eventOf(facts) },
          result: { kind: 'done' },
        };
      });
    },
    async perform(accountId, effects, tell) {
      const requests = effects.map((effect) => ({ effect, request: codeRequest.parse(effect.request) }));
      const actions = await codeOf(
        accountId,
        requests.map(({ effect, request }) => ({
          flowId: effect.flowId!,
          revisionId: request.revisionId,
          actionId: effect.actionId!,
        })),
      );
      const names = actions.flatMap((action) => action?.secretNames ?? []);
      const known = await readAll({ db, secrets }, accountId, names);
      await toTheirEnd(
        requests.map(async ({ effect, request }, index) => {
          const reuse = `${effect.flowId}/${request.revisionId}/${effect.actionId}`;
          await tell(await runCode(sandbox, accountId, effect, actions[index], known, { reuse }));
        }),
      );
    },
  };
}

/** The secrets of code by name, or why they cannot be read. */
export async function readAll(
  { db, secrets }: Pick<PerformerEnvironment, 'db' | 'secrets'>,
  accountId: AccountId,
  names: readonly string[],
): Promise<Secrets> {
  if (names.length === 0) return { values: new Map() };
  try {
    return { values: await readSecrets(db, secrets, accountId, names) };
  } catch (error) {
    if (error instanceof SecretUnreadable) return { unreadable: error.message };
    throw error;
  }
}

/** Runs the code that an effect asks for. */
export async function runCode(
  sandbox: Pick<Sandbox, 'run'>,
  accountId: AccountId,
  effect: TriedEffect,
  action: CodeOfAction | undefined,
  known: Secrets,
  how: Pick<CodeJob, 'reuse' | 'network'>,
): Promise<Performed> {
  if (!action) return refused(effect, 'CODE_GONE', 'The revision with the code of this run has been erased.');
  const chosen = secretsOf(action, known);
  if (chosen.kind === 'failed') return refused(effect, chosen.reason, chosen.message);
  const { flowId, enrollmentId, actionId, idempotencyKey, signal } = effect;
  const { runtime, sourceCode: source } = action;
  const request = codeRequest.parse(effect.request);
  const event = eventOf({ accountId, actionId: actionId!, idempotencyKey, ...request });
  const result = await sandbox.run({
    accountId,
    runtime,
    source,
    event,
    signal,
    secrets: chosen.secrets,
    ...how,
    origin: { flowId, enrollmentId, actionId, idempotencyKey },
  });
  return performedOf(effect, action, result, requestDigest('RUN', runtime, JSON.stringify(event)));
}

function secretsOf({ secretNames }: CodeOfAction, known: Secrets) {
  if (secretNames.length === 0) return { kind: 'secrets', secrets: new Map<string, string>() } as const;
  if ('unreadable' in known)
    return { kind: 'failed', reason: 'SECRET_UNREADABLE', message: known.unreadable } as const;
  const missing = secretNames.findIndex((name) => !known.values.has(name));
  if (missing < 0)
    return {
      kind: 'secrets',
      secrets: new Map(secretNames.map((name) => [name, known.values.get(name)!])),
    } as const;
  const message = `secretNames[${missing}] ${JSON.stringify(secretNames[missing])} is not a secret of this account.`;
  return { kind: 'failed', reason: 'SECRET_MISSING', message } as const;
}

function performedOf(
  effect: TriedEffect,
  { runtime, outputFields }: CodeOfAction,
  result: CodeResult,
  request: Attempt['request'] & object,
): Performed {
  const { log, tookMs, memoryMb } = result;
  const detail = { runtime, tookMs, memoryMb, log };
  const finish = (outcome: Performed['outcome'], answer: string | null): Performed => ({
    effect,
    outcome,
    target: 'answered',
    attempt: { request, response: responseDigest(null, answer) },
  });
  if (result.kind === 'failed') {
    const { reason, message, isRetryable } = result;
    if (isRetryable) return finish({ kind: 'retry', message }, message);
    return finish({ kind: 'finished', result: { kind: 'failed', reason, message, detail } }, message);
  }
  const read = readOutputs(outputFields, result.value, result.odd);
  const answer = JSON.stringify(result.value) ?? null;
  if (read.kind === 'failed') return finish({ kind: 'finished', result: { ...read, detail } }, answer);
  const { outputs, undeclared } = read;
  const unused = Object.keys(undeclared).slice(0, UNDECLARED_SHOWN).map(shownName);
  const told = unused.length > 0 ? { ...detail, undeclaredOutputs: unused } : detail;
  return finish({ kind: 'finished', result: { kind: 'done', outputs, detail: told } }, answer);
}

/** As the database can keep it: code may give any name. */
function shownName(name: string): string {
  return JSON.stringify(name.slice(0, NAME_CHARACTERS_SHOWN)).slice(1, -1);
}

function refused(effect: TriedEffect, reason: Reason, message: string): Performed {
  const result = { kind: 'failed', reason, message } as const;
  return { effect, outcome: { kind: 'finished', result }, target: 'not asked' };
}
