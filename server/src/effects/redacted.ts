import type { Redact } from '../accounts/index.ts';
import { type Attempt, type Digest, EXCERPT_CHARACTERS_MAX } from './attempt.ts';
import type { Performed } from './performer.ts';

/** The result of a try without secrets: its messages, outputs and details, and what is kept of request and response. */
export function redacted<P extends Performed>(performed: P, redact: Redact): P {
  const { outcome, attempt } = performed;
  return {
    ...performed,
    outcome: deepRedacted(outcome, redact),
    ...(attempt ? { attempt: shownAttempt(attempt, redact) } : {}),
  };
}

function shownAttempt({ request, response }: Attempt, redact: Redact): Attempt {
  return {
    ...(request
      ? { request: { ...request, url: redact(request.url), body: shownDigest(request.body, redact) } }
      : {}),
    ...(response ? { response: { ...response, body: shownDigest(response.body, redact) } } : {}),
  };
}

function shownDigest(digest: Digest | null, redact: Redact): Digest | null {
  if (!digest) return null;
  return { ...digest, excerpt: redact(digest.excerpt).slice(0, EXCERPT_CHARACTERS_MAX) };
}

/** A plain value with every text in it redacted; names of members are left as they are. */
export function deepRedacted<T>(value: T, redact: Redact): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map((each) => deepRedacted(each, redact)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, deepRedacted(each, redact)]),
  ) as T;
}
