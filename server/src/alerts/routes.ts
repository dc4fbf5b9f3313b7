import { quote } from '@millrace/core/problem';
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { appsAmong, knownSecrets } from '../accounts/index.ts';
import { noteAudit } from '../audit/index.ts';
import { flowNames } from '../flows/index.ts';
import type { Store, Unit } from '../history/index.ts';
import {
  type AnswerOf,
  type App,
  authorOf,
  cursorOfTime,
  idOf,
  invalid,
  noContent,
  notFound,
  page,
  pageOf,
  pagingQuery,
  refused,
  resultsOf,
  timeCursor,
} from '../platform/index.ts';
import { alertRuleAnswer, toldAnswer } from './answers.ts';
import { deleteRule, findRule, insertRule, listRules, listTold, type Rule, updateRule } from './queries.ts';
import { type RuleDocument, ruleInput } from './rule.ts';

const RULES_MAX = 100;
const PAGE_ITEMS = 100;

const config = { scopes: ['millrace.admin'] };
const id = idOf('the id of an alert rule');
const params = z.object({ ruleId: id });

/** `/millrace/v1/alerts`: who is told when flows begin to fail, and what was told. */
export function alertRoutes(app: App, store: Store): void {
  const { sql } = store;
  const url = '/millrace/v1/alerts';

  const log = {
    summary: 'List what was told of failing flows, newest first',
    querystring: z.object({
      limit: pagingQuery(PAGE_ITEMS).limit,
      after: cursorOfTime.optional(),
      ruleId: id.optional(),
    }),
    response: { 200: pageOf(toldAnswer) },
  };
  app.get(`${url}/log`, { config, schema: log }, async (request) => {
    const { limit, ...asked } = request.query;
    const found = await listTold(sql, request.caller.accountId, { ...asked, limit: limit + 1 });
    const { results, ...paging } = page(found, limit, timeCursor, request);
    return {
      results: results.map(({ begunAt, at, actionId, reason, ...each }) => ({
        ...each,
        actionId: actionId === '' ? null : actionId,
        reason: reason === '' ? null : reason,
        begunAt: iso(begunAt),
        at: iso(at),
      })),
      ...paging,
    };
  });

  const list = { summary: 'List the rules of alerts', response: { 200: resultsOf(alertRuleAnswer) } };
  app.get(url, { config, schema: list }, async ({ caller }) => ({
    results: (await listRules(sql, caller.accountId)).map(present),
  }));

  const create = { summary: 'Make a rule of alerts', body: ruleInput, response: { 201: alertRuleAnswer } };
  app.post(url, { config, schema: create }, async ({ caller, body }, reply) => {
    const made = await store.write(caller.accountId, async (unit) => {
      await check(unit, body);
      if ((await listRules(unit.tx, caller.accountId)).length >= RULES_MAX)
        throw refused('', 'OUT_OF_RANGE', `An account has at most ${RULES_MAX} rules of alerts.`);
      const rule = await insertRule(unit, body, authorOf(caller));
      await noteAudit(unit, caller, entryOf('ALERT_RULE_CREATED', rule, 'Made'));
      return rule;
    });
    return reply.code(201).send(present(made));
  });

  const read = { summary: 'Read a rule of alerts', params, response: { 200: alertRuleAnswer } };
  app.get(`${url}/:ruleId`, { config, schema: read }, async ({ caller, params: { ruleId } }) => {
    const rule = await findRule(sql, caller.accountId, ruleId);
    if (!rule) throw noRule(ruleId);
    return present(rule);
  });

  const replace = {
    summary: 'Replace a rule of alerts',
    params,
    body: ruleInput,
    response: { 200: alertRuleAnswer },
  };
  app.put(`${url}/:ruleId`, { config, schema: replace }, async ({ caller, params: { ruleId }, body }) =>
    present(
      await store.write(caller.accountId, async (unit) => {
        await check(unit, body);
        const rule = await updateRule(unit, ruleId, body, authorOf(caller));
        if (!rule) throw noRule(ruleId);
        await noteAudit(unit, caller, entryOf('ALERT_RULE_CHANGED', rule, 'Changed'));
        return rule;
      }),
    ),
  );

  const remove = { summary: 'Delete a rule of alerts', params, response: noContent };
  app.delete(`${url}/:ruleId`, { config, schema: remove }, async ({ caller, params: { ruleId } }, reply) => {
    await store.write(caller.accountId, async (unit) => {
      const rule = await findRule(unit.tx, caller.accountId, ruleId);
      if (!rule || !(await deleteRule(unit, ruleId))) throw noRule(ruleId);
      await noteAudit(unit, caller, entryOf('ALERT_RULE_DELETED', rule, 'Deleted'));
    });
    return reply.code(204).send();
  });
}

/** 400 for flows, apps and secrets that there are not. */
async function check({ tx, account }: Unit, { flowIds = [], destinations }: RuleDocument): Promise<void> {
  const auths = destinations.map((each) => (each.type === 'WEBHOOK' ? each.auth : undefined));
  const [flows, apps, secrets] = await Promise.all([
    flowNames(tx, account.id, flowIds),
    appsAmong(
      tx,
      account.id,
      auths.flatMap((auth) => (auth?.type === 'SIGNATURE' ? [auth.appId] : [])),
    ),
    knownSecrets(
      tx,
      account.id,
      auths.flatMap((auth) => (auth?.type === 'AUTH_KEY' ? [auth.secretName] : [])),
    ),
  ]);
  const problems = [
    ...flowIds.flatMap((flowId, index) =>
      flows.has(flowId)
        ? []
        : [problem(`flowIds[${index}]`, 'UNKNOWN_FLOW', `${quote(flowId)} is no flow of this account`)],
    ),
    ...auths.flatMap((auth, index) => {
      const path = `destinations[${index}].auth`;
      if (auth?.type === 'SIGNATURE' && !apps.has(auth.appId))
        return [problem(`${path}.appId`, 'UNKNOWN_APP', `${auth.appId} is no app of this account`)];
      if (auth?.type === 'AUTH_KEY' && !secrets.has(auth.secretName))
        return [
          problem(
            `${path}.secretName`,
            'UNKNOWN_SECRET',
            `${quote(auth.secretName)} is no secret of this account`,
          ),
        ];
      return [];
    }),
  ];
  if (problems.length > 0) throw invalid(problems);
}

function problem(path: string, code: string, what: string) {
  return { path, code, message: `${path} ${what}.` };
}

function present({ id, rule, createdAt, updatedAt, savedBy }: Rule): AnswerOf<typeof alertRuleAnswer> {
  return { id, ...rule, createdAt: iso(createdAt), updatedAt: iso(updatedAt), savedBy };
}

function entryOf(
  kind: 'ALERT_RULE_CREATED' | 'ALERT_RULE_CHANGED' | 'ALERT_RULE_DELETED',
  { id, rule }: Rule,
  did: string,
) {
  return { kind, id, name: rule.name, summary: `${did} the rule of alerts ${id} "${rule.name}".` };
}

function noRule(ruleId: string) {
  return notFound(`There is no rule of alerts ${ruleId}.`);
}
