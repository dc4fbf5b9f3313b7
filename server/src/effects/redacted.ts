import type { EffectResult } from '@millrace/core/flow';
import { deepRedacted, type Redact } from '../accounts/index.ts';
import { type Attempt, type Digest, EXCERPT_CHARACTERS_MAX } from './attempt.ts';
import type { Performed } from './performer.ts';

/** The result of a try without secrets: its messages, outputs and details, and what is kept of request and response. */
export function redacted<P extends Performed>(performed: P, redact: Redact): P {
  const { outcome, attempt } = performed;
  return {
    ...performed,
    outcome: redactedOutcome(outcome, redact),
    ...(attempt ? { attempt: shownAttempt(attempt, redact) } : {}),
  };
}

/** What a receiver has told, without secrets. Words of ours stay, whatever a secret may be. */
export function redactedResult(result: EffectResult, redact: Redact): EffectResult {
  const { outputs, detail } = result;
  return {
    ...result,
    ...(result.kind === 'failed' ? { message: redact(result.message) } : {}),
    ...(outputs ? { outputs: deepRedacted(outputs, redact) } : {}),
    ...(detail ? { detail: deepRedacted(detail, redact) } : {}),
  };
}

function redactedOutcome(outcome: Performed['outcome'], redact: Redact): Performed['outcome'] {
  switch (outcome.kind) {
    case 'finished':
      return { ...outcome, result: redactedResult(outcome.result, redact) };
    case 'retry':
      return { ...outcome, message: redact(outcome.message) };
    case 'follows':
      return outcome;
  }
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
