import type { EpochMillis } from '@millrace/core/time';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { headerProblem, METHODS } from '../outgoing/index.ts';
import { whole } from '../platform/index.ts';
import { normalPattern } from './url-pattern.ts';

const PATTERN_CHARACTERS_MAX = 2_000;
const HEADERS_MAX = 50;
/** Characters of the text that a rule answers with. */
const ANSWER_CHARACTERS_MAX = 1_000_000;
const DELAY_MS_MAX = 24 * 3_600_000;
const TIMES_MAX = 1_000_000;

/** What a matching request is answered. */
export interface RuleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Null for never. */
  readonly delayMs: number | null;
}

export interface Rule {
  readonly id: string;
  readonly urlPattern: string;
  readonly method: string | null;
  readonly answer: RuleAnswer;
  readonly times: number | null;
  readonly used: number;
  readonly createdAt: EpochMillis;
}

export type NewRule = Pick<Rule, 'urlPattern' | 'method' | 'answer' | 'times'>;

/** What is answered where no rule says otherwise: what most receivers say. */
export const USUAL_ANSWER: RuleAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{}',
  delayMs: 0,
};

const headers = z.record(z.string(), z.string()).superRefine((given, context) => {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const message = headerProblem(name, value);
    return message === undefined ? [] : [{ path: [name], message }];
  });
  for (const problem of problems) context.addIssue({ code: 'custom', ...problem });
  if (Object.keys(given).length > HEADERS_MAX)
    context.addIssue({ code: 'custom', message: `has more than ${HEADERS_MAX} headers` });
});

const DELAY_WORDS = 'must be a duration such as "PT5S", or milliseconds, of at most 24 hours';

/** A duration in ISO 8601, or milliseconds; read as milliseconds. */
const delay = z.union([z.string(), z.number()]).transform((given, context) => {
  const ms = typeof given === 'number' ? given : millisecondsOf(given);
  if (Number.isInteger(ms) && ms >= 0 && ms <= DELAY_MS_MAX) return ms;
  context.addIssue({ code: 'custom', message: DELAY_WORDS });
  return z.NEVER;
});

function millisecondsOf(text: string): number {
  try {
    return Temporal.Duration.from(text).total('milliseconds');
  } catch {
    return Number.NaN;
  }
}

/** A rule as a client sends it. */
export const ruleBody = z
  .strictObject({
    url: z
      .string()
      .min(1)
      .max(PATTERN_CHARACTERS_MAX)
      .regex(
        /^[!-~]+$/,
        'must be a URL in which * stands for anything, such as "https://hooks.example.com/*"',
      ),
    method: z.enum(METHODS).optional(),
    status: whole(200, 599).optional(),
    headers: headers.optional(),
    body: z.unknown().optional(),
    delay: delay.optional(),
    hang: z.boolean().optional(),
    times: whole(1, TIMES_MAX).optional(),
  })
  .transform((given, context): NewRule => {
    const { url, method, status, headers = {}, body, delay = 0, hang = false, times } = given;
    const text = typeof body === 'string' ? body : JSON.stringify(body === undefined ? {} : body);
    if (text.length > ANSWER_CHARACTERS_MAX)
      context.addIssue({
        code: 'custom',
        path: ['body'],
        message: `has more than ${ANSWER_CHARACTERS_MAX} characters`,
      });
    const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
    return {
      urlPattern: normalPattern(url),
      method: method ?? null,
      answer: {
        status: status ?? USUAL_ANSWER.status,
        headers: { 'content-type': type, ...lowered(headers) },
        body: text,
        delayMs: hang ? null : delay,
      },
      times: times ?? null,
    };
  });

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
