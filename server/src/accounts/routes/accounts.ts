import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, type App, instant, resultsOf } from '../../platform/index.ts';
import { type AccountSummary, listAccounts, makeAccount, requireMovableClock } from '../accounts.ts';
import type { AccountsService } from '../accounts-service.ts';
import { accountAnswer, newAccountAnswer } from '../answers.ts';
import { nameInput } from './name-input.ts';

const config = { scopes: ['millrace.admin'] };

const body = z.strictObject({
  name: nameInput,
  timeZone: z.string().max(100).optional(),
  currency: z.string().max(10).optional(),
  now: instant.optional().describe('Where its clock begins; in development mode only'),
});

/** `/millrace/v1/accounts`: the accounts of the installation, for those who run it. */
export function accountsRoutes(app: App, { sql, mode }: AccountsService): void {
  const url = '/millrace/v1/accounts';
  const list = {
    summary: 'List the accounts of the installation, for a token of the first of them',
    response: { 200: resultsOf(accountAnswer) },
  };
  app.get(url, { config, schema: list }, async ({ caller }) => ({
    results: (await listAccounts(sql, caller)).map(answer),
  }));

  const create = {
    summary: 'Make an account that has nothing yet, and a token for it; for a token of the first account',
    body,
    response: { 201: newAccountAnswer },
  };
  app.post(url, { config, schema: create }, async ({ caller, body: wanted }, reply) => {
    if (wanted.now !== undefined) requireMovableClock(mode);
    const { token, ...made } = await makeAccount(sql, caller, wanted);
    return reply.code(201).send({ ...answer(made), token });
  });
}

function answer({ createdAt, now, ...account }: AccountSummary): AnswerOf<typeof accountAnswer> {
  return { ...account, createdAt: iso(createdAt), now: iso(now) };
}
