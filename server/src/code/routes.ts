import { z } from 'zod';
import {
  deepRedacted,
  type Redact,
  type RedactorOf,
  readAccount,
  readSecrets,
  type SecretBox,
  SecretUnreadable,
} from '../accounts/index.ts';
import { type AnswerOf, type App, callerLeft, type Db, invalid } from '../platform/index.ts';
import { codeRunAnswer } from './answers.ts';
import { eventOf } from './event.ts';
import type { CodeResult } from './job.ts';
import { type OutputField, readOutputs } from './outputs.ts';
import type { Sandbox } from './sandbox.ts';

/** Characters of the code of a draft, as of an action's. */
const SOURCE_CHARACTERS_MAX = 500_000;
/** Secrets and outputs of one draft. */
const NAMES_MAX = 100;

const body = z.strictObject({
  runtime: z.string().max(100).default('NODE20X'),
  sourceCode: z.string().max(SOURCE_CHARACTERS_MAX),
  secretNames: z.array(z.string()).max(NAMES_MAX).default([]),
  outputFields: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        type: z.string(),
        options: z.array(z.string()).default([]),
      }),
    )
    .max(NAMES_MAX)
    .default([]),
  event: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Members of the event; those of an enrolled contact stand in for what is not given'),
});

/** A draft has no action, no record and no passage. */
const NONE = {
  actionId: '0',
  objectType: 'CONTACT',
  objectId: '0',
  inputFields: {},
  idempotencyKey: '0:0:1',
};

interface CodeServices {
  readonly sql: Db;
  readonly secrets: SecretBox;
  readonly sandbox: Sandbox;
  /** Takes the secrets of an account out of what code says. */
  readonly redactorOf: RedactorOf;
}

/** `/millrace/v1/code/run`: tries code before it is in a flow. What it does to the outside world it really does. */
export function codeRoutes(app: App, services: CodeServices): void {
  const { sql, secrets, sandbox, redactorOf } = services;
  const schema = { summary: 'Run a draft of custom code', body, response: { 200: codeRunAnswer } };
  app.post(
    '/millrace/v1/code/run',
    { config: { scopes: ['automation'] }, schema },
    async (request, reply) => {
      const { accountId } = request.caller;
      const { runtime, sourceCode: source, secretNames, outputFields, event } = request.body;
      const result = await sandbox.run({
        accountId,
        runtime,
        source,
        signal: callerLeft(reply),
        event: { ...eventOf({ accountId, ...NONE }), ...event },
        secrets: await secretsOf(accountId, secretNames),
      });
      const redact = await redactorOf(sql, await readAccount(sql, accountId));
      return withoutSecrets(present(result, outputFields), redact);
    },
  );

  async function secretsOf(accountId: string, names: readonly string[]) {
    const found = names.length === 0 ? new Map<string, string>() : await read(accountId, names);
    const problems = names.flatMap((name, index) => {
      if (found.has(name)) return [];
      const path = `secretNames[${index}]`;
      const message = `${path} ${JSON.stringify(name)} is not a secret of this account.`;
      return [{ path, code: 'UNKNOWN_SECRET', message }];
    });
    if (problems.length > 0) throw invalid(problems);
    return found;
  }

  async function read(accountId: string, names: readonly string[]) {
    try {
      return await readSecrets(sql, secrets, accountId, names);
    } catch (error) {
      if (!(error instanceof SecretUnreadable)) throw error;
      throw invalid([{ path: 'secretNames', code: 'SECRET_UNREADABLE', message: error.message }]);
    }
  }
}

type Answer = AnswerOf<typeof codeRunAnswer>;

/** A secret that code is given is not for whoever may run code. */
function withoutSecrets(answer: Answer, redact: Redact): Answer {
  const { message, log, outputs } = answer;
  return {
    ...answer,
    message: message === null ? null : redact(message),
    log: redact(log),
    outputs: outputs.map((output) => ({
      ...output,
      name: redact(output.name),
      value: deepRedacted(output.value, redact),
    })),
  };
}

function present(result: CodeResult, declared: readonly OutputField[]): Answer {
  const { log, tookMs, memoryMb } = result;
  const facts = { log, tookMs, memoryMb };
  if (result.kind === 'failed') {
    const { reason, message, line = null, isRetryable } = result;
    return { status: 'FAILED', reason, message, line, wouldBeRetried: isRetryable, outputs: [], ...facts };
  }
  const read = readOutputs(declared, result.value, result.odd);
  if (read.kind === 'failed') {
    const { reason, message } = read;
    return { status: 'FAILED', reason, message, line: null, wouldBeRetried: false, outputs: [], ...facts };
  }
  const outputs = [
    ...declared.map(({ name, type }) => ({ name, value: read.outputs[name], type, isDeclared: true })),
    ...Object.entries(read.undeclared).map(([name, value]) => ({
      name,
      value,
      type: null,
      isDeclared: false,
    })),
  ];
  const well = { status: 'SUCCEEDED', reason: null, message: null, line: null } as const;
  return { ...well, wouldBeRetried: false, outputs, ...facts };
}
