/**
 * Metrics for Prometheus: a process's counters, kept in memory, and the backlogs in the database, which is asked at most
 * once a second. Labels come from closed or capped sets.
 */
import { APP_ACTION } from '@millrace/core/flow';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { CallbackAnswered } from '../../app-actions/index.ts';
import type { Fate, Performed } from '../../effects/index.ts';
import type { StepTally, WorkObserver } from '../../execution/index.ts';
import type { Sql } from '../../platform/index.ts';
import { addCode } from './code.ts';
import { addDatabase } from './database.ts';
import { LabelSet } from './label-set.ts';
import { addReplicas } from './replicas.ts';
import { addStreams } from './streams.ts';

/** Seconds: a request that reads one row takes a few milliseconds, one that waits for a lock many seconds. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Seconds: a mail server takes some tenths of a second, a slow one half a minute. */
const EFFECT_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
/** Seconds: a batch takes some hundredths of a second. */
const TURN_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Tries of an effect: most need one; three days of pauses that double are some fifteen, and a receiver may ask for more. */
const TRIES_BUCKETS = [1, 2, 3, 5, 8, 13, 20, 50, 100];

/** Action types with a label of their own; further ones that clients make up are "other". */
const ACTION_TYPES_MAX = 100;

/** Targets of effects with a label of their own; further ones are "other". */
const TARGETS_MAX = 100;

/** A request that has been answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The pattern of its path, never the path; undefined without a route. */
  readonly route: string | undefined;
  readonly status: number;
  readonly seconds: number;
}

/** Kinds of effects that receivers answer by HTTP. */
const HTTP_KINDS: ReadonlySet<string> = new Set(['webhook', APP_ACTION]);

/** A class of status; 429 by itself, since it says to slow down and not that something is wrong. */
function classOf(status: number | null | undefined): string {
  if (status === null || status === undefined) return 'none';
  return status === 429 ? '429' : `${Math.trunc(status / 100)}xx`;
}

export class Metrics implements WorkObserver {
  readonly registry = new Registry();
  readonly #actionTypes = new LabelSet(ACTION_TYPES_MAX);
  readonly #targets = new LabelSet(TARGETS_MAX);
  readonly #requests = this.#counter(
    'millrace_http_requests_total',
    'HTTP requests that were answered, by method, route (as a pattern) and status.',
    'method',
    'route',
    'status',
  );
  readonly #requestSeconds = this.#histogram(
    'millrace_http_request_duration_seconds',
    'How long HTTP requests took, by method and route.',
    REQUEST_BUCKETS,
    'method',
    'route',
  );
  readonly #steps = this.#counter(
    'millrace_steps_total',
    'Steps that enrollments took, by type of action and outcome.',
    'action_type',
    'outcome',
  );
  readonly #effects = this.#counter(
    'millrace_effects_total',
    'Tries of effects, by kind, target and what came of them: done, failed (for good), retry, follows (to be told later), given_up, late, not_stored.',
    'kind',
    'target',
    'outcome',
  );
  readonly #effectSeconds = this.#histogram(
    'millrace_effect_duration_seconds',
    'How long tries of effects took, by kind and outcome.',
    EFFECT_BUCKETS,
    'kind',
    'outcome',
  );
  readonly #effectTries = this.#histogram(
    'millrace_effect_tries',
    'Tries of effects that came to their end, by kind.',
    TRIES_BUCKETS,
    'kind',
  );
  readonly #answers = this.#counter(
    'millrace_effect_answers_total',
    'Answers of receivers to tries, by kind and class of status: 2xx, 3xx, 4xx, 429, 5xx, none.',
    'kind',
    'status',
  );
  readonly #callbacks = this.#counter(
    'millrace_callbacks_total',
    'Callbacks of app actions, by what became of them: completed, unknown, used, expired (none came in time).',
    'outcome',
  );
  readonly #captured = this.#counter(
    'millrace_outbox_captured_total',
    'Requests that were captured in the outbox instead of being sent, by kind.',
    'kind',
  );
  readonly #mails = this.#counter(
    'millrace_mails_total',
    'Mails that went out, by delivery: sent to the mail server, or captured in the mailbox.',
    'delivery',
  );
  readonly #turnSeconds = this.#histogram(
    'millrace_lane_turn_duration_seconds',
    'How long the turns of lanes took that had something to do, or failed.',
    TURN_BUCKETS,
    'lane',
    'outcome',
  );

  readonly code = addCode(this.registry);
  readonly streams = addStreams(this.registry);
  readonly reads = addReplicas(this.registry);

  constructor(pools: { readonly requests: Sql; readonly lanes: Sql }) {
    collectDefaultMetrics({ register: this.registry });
    addDatabase(this.registry, pools, this.#targets);
  }

  request({ method, route = 'none', status, seconds }: AnsweredRequest): void {
    this.#requests.inc({ method, route, status });
    this.#requestSeconds.observe({ method, route }, seconds);
  }

  steps(taken: readonly StepTally[]): void {
    for (const { actionType, outcome, count } of taken)
      this.#steps.inc({ action_type: this.#actionTypes.label(actionType), outcome }, count);
  }

  effect({ effect, outcome: came, attempt, target: answered }: Performed, seconds: number, fate: Fate): void {
    const { kind, target, attempts } = effect;
    const result = came.kind === 'finished' ? came.result : undefined;
    const outcome = fate === 'stored' ? (result?.kind ?? came.kind) : fate;
    if (HTTP_KINDS.has(kind) && answered !== 'not asked')
      this.#answers.inc({ kind, status: classOf(attempt?.response?.status) });
    if (fate === 'given_up' || (fate === 'stored' && result)) this.#effectTries.observe({ kind }, attempts);
    this.#effects.inc({ kind, target: this.#targets.label(target), outcome });
    this.#effectSeconds.observe({ kind, outcome }, seconds);
    const delivery = fate === 'stored' && result?.kind === 'done' ? result.detail?.['delivery'] : undefined;
    if (delivery !== undefined) this.#mails.inc({ delivery: String(delivery) });
  }

  expired(count: number): void {
    this.callbacks('expired', count);
  }

  callbacks(outcome: CallbackAnswered | 'expired', count: number): void {
    this.#callbacks.inc({ outcome }, count);
  }

  captured(kind: string): void {
    this.#captured.inc({ kind });
  }

  turn(lane: string, outcome: 'done' | 'failed', seconds: number): void {
    this.#turnSeconds.observe({ lane, outcome }, seconds);
  }

  #counter(name: string, help: string, ...labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string, buckets: number[], ...labelNames: string[]): Histogram {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.registry] });
  }
}
