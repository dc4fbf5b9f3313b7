import { isUtf8 } from 'node:buffer';
import { deepRedacted, type Redact, type RedactorOf, readAccount } from '../accounts/index.ts';
import type { CapturedRequest, ChosenAnswer } from '../outgoing/index.ts';
import type { Hints, Sql } from '../platform/index.ts';
import { insertCaptured } from './queries/captured.ts';
import { listRules, useRule } from './queries/rules.ts';
import { type Rule, USUAL_ANSWER } from './rule.ts';
import { matchesUrl } from './url-pattern.ts';

/** Requests that are kept of an account; the oldest are dropped. */
export const REQUESTS_KEPT_MAX = 10_000;

/** Bytes that are kept of the body of a request. */
export const BODY_BYTES_KEPT_MAX = 1_000_000;

export interface OutboxOptions {
  readonly sql: Sql;
  readonly redactorOf: RedactorOf;
  readonly hints: Hints;
}

/** Keeps a request with its secrets taken out, and answers it by the first of the account's rules that fits and is not used up. */
export async function capture(
  { sql, redactorOf, hints }: OutboxOptions,
  request: CapturedRequest,
): Promise<ChosenAnswer> {
  const { accountId, origin, method, url, headers, body } = request;
  const rule = await ruleFor(sql, request);
  const answer = rule?.answer ?? USUAL_ANSWER;
  const account = await readAccount(sql, accountId);
  const redact = await redactorOf(sql, account);
  const kept = {
    at: account.now,
    kind: origin.kind,
    method,
    url: redact(url),
    host: redact(new URL(url).host),
    headers: deepRedacted(headers, redact),
    body: keptBody(body, redact),
    idempotencyKey: origin.idempotencyKey ?? null,
    objectTypeId: origin.record?.objectTypeId ?? null,
    recordId: origin.record?.id ?? null,
    flowId: origin.flowId ?? null,
    enrollmentId: origin.enrollmentId ?? null,
    actionId: origin.actionId ?? null,
    ruleId: rule?.id ?? null,
    status: answer.delayMs === null ? null : answer.status,
  };
  await insertCaptured(sql, accountId, kept, REQUESTS_KEPT_MAX);
  hints.tell(accountId, [{ topic: 'outbox', kind: 'request', about: {} }]);
  return { ...answer, delayMs: answer.delayMs ?? Number.POSITIVE_INFINITY };
}

async function ruleFor(sql: Sql, { accountId, method, url }: CapturedRequest): Promise<Rule | undefined> {
  const rules = await listRules(sql, accountId);
  const fitting = rules.filter(
    (rule) =>
      (rule.method === null || rule.method === method) &&
      (rule.times === null || rule.used < rule.times) &&
      matchesUrl(rule.urlPattern, url),
  );
  // Another request may take the last use of one meanwhile.
  for (const rule of fitting) if (await useRule(sql, accountId, rule.id)) return rule;
  return undefined;
}

/** Code sends bytes, which are a text most often; of others each byte is a character, so that what is plain in them is found. */
function keptBody(body: string | Uint8Array | undefined, redact: Redact): Buffer | null {
  if (body === undefined) return null;
  const bytes = Buffer.from(body);
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return Buffer.from(redact(bytes.toString(encoding)), encoding).subarray(0, BODY_BYTES_KEPT_MAX);
}
