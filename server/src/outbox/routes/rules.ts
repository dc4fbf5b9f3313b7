import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { type AuditEntry, definitionEntry, noteAudit } from '../../audit/index.ts';
import {
  type AnswerOf,
  ApiError,
  type App,
  type Caller,
  idOf,
  invalid,
  noContent,
  notFound,
  resultsOf,
  type Sql,
  type Tx,
} from '../../platform/index.ts';
import { ruleAnswer } from '../answers.ts';
import { deleteRule, deleteRules, insertRule, listRules } from '../queries/rules.ts';
import { type Rule, ruleBody } from '../rule.ts';

const config = { scopes: ['automation'] };

/** Rules that an account has at most. */
const RULES_MAX = 200;

/** `/millrace/v1/outbox/rules`: what requests are answered that are kept instead of sent. */
export function ruleRoutes(app: App, sql: Sql, isCapturing: boolean): void {
  const url = '/millrace/v1/outbox/rules';

  const list = {
    summary: 'List the rules, in the order in which they are asked',
    response: { 200: resultsOf(ruleAnswer) },
  };
  app.get(url, { config, schema: list }, async ({ caller }) => ({
    results: (await listRules(sql, caller.accountId)).map(present),
  }));

  const make = {
    summary: 'Say what a matching request is answered',
    body: ruleBody,
    response: { 201: ruleAnswer },
  };
  app.post(url, { config, schema: make }, async ({ caller, body }, reply) => {
    if (!isCapturing) throw sending();
    const rule = await noted(sql, caller, async (tx) => {
      const made = await insertRule(tx, caller.accountId, body, RULES_MAX);
      return { done: made, entries: made ? [definitionEntry('OUTBOX_RULE', 'CREATED', entryOf(made))] : [] };
    });
    if (!rule) throw tooMany();
    return reply.code(201).send(present(rule));
  });

  const removeAll = { summary: 'Delete all rules', response: noContent };
  app.delete(url, { config, schema: removeAll }, async ({ caller }, reply) => {
    await noted(sql, caller, async (tx) => {
      const rules = await listRules(tx, caller.accountId);
      await deleteRules(tx, caller.accountId);
      return {
        done: true,
        entries: rules.map((rule) => definitionEntry('OUTBOX_RULE', 'DELETED', entryOf(rule))),
      };
    });
    return reply.code(204).send();
  });

  const params = z.object({ ruleId: idOf('the id of a rule') });
  const remove = { summary: 'Delete a rule', params, response: noContent };
  app.delete(`${url}/:ruleId`, { config, schema: remove }, async ({ caller, params: { ruleId } }, reply) => {
    const isThere = await noted(sql, caller, async (tx) => {
      const rules = await listRules(tx, caller.accountId);
      const done = await deleteRule(tx, caller.accountId, ruleId);
      const rule = rules.find(({ id }) => id === ruleId);
      return {
        done,
        entries: done && rule ? [definitionEntry('OUTBOX_RULE', 'DELETED', entryOf(rule))] : [],
      };
    });
    if (!isThere) throw notFound(`There is no rule ${ruleId}.`);
    return reply.code(204).send();
  });
}

/** Does something in a transaction, and notes it there. */
function noted<T>(
  sql: Sql,
  caller: Caller,
  work: (tx: Tx) => Promise<{ readonly done: T; readonly entries: readonly AuditEntry[] }>,
): Promise<T> {
  return sql.begin(async (tx) => {
    const account = await readAccount(tx, caller.accountId);
    const { done, entries } = await work(tx);
    await noteAudit({ tx, account }, caller, ...entries);
    return done;
  }) as Promise<T>;
}

function entryOf({ id, urlPattern }: Rule) {
  return { id, name: urlPattern };
}

function present({
  id,
  urlPattern,
  method,
  answer,
  times,
  used,
  createdAt,
}: Rule): AnswerOf<typeof ruleAnswer> {
  const { status, headers, body, delayMs } = answer;
  return {
    id,
    url: urlPattern,
    method,
    status,
    headers,
    body,
    delay: delayMs,
    hang: delayMs === null,
    times,
    used,
    createdAt: iso(createdAt),
  };
}

function tooMany() {
  return invalid([
    {
      path: '',
      code: 'TOO_MANY',
      message: `There are ${RULES_MAX} rules already. Delete those that are no longer needed.`,
    },
  ]);
}

function sending(): ApiError {
  return new ApiError({
    status: 403,
    category: 'FORBIDDEN',
    message:
      'Requests are sent here, not captured, and rules would do nothing: start the server with MILLRACE_OUTGOING=capture.',
  });
}
