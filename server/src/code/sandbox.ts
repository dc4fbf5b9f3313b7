import { createHash } from 'node:crypto';
import { codeLanguage } from '@millrace/core/flow';
import { redactorFor } from '../accounts/index.ts';
import type { Outgoing } from '../outgoing/index.ts';
import type { CodeConfig, Log } from '../platform/index.ts';
import { commandFor, findIsolation, type Isolation, type Program, toolsPresent } from './isolation.ts';
import type { CodeFailure, CodeJob, CodeResult } from './job.ts';
import { MEMORY_MB_MAX, PROCESSES_MAX, RUN_SECONDS_MAX } from './limits.ts';
import { Gateway } from './network/gateway.ts';
import { nodeProbe, nodeProgram } from './node-program.ts';
import { type EndedBy, type Load, Pool } from './pool.ts';
import { CodeProcess, type RunOutcome } from './process.ts';
import { findPython } from './python-program.ts';
import type { RunEnd } from './run-end.ts';
import { storable } from './run-log.ts';

export interface SandboxOptions extends CodeConfig {
  readonly log: Log;
  /** By which all that code sends leaves the server. */
  readonly outgoing: Pick<Outgoing, 'request'>;
  readonly observer?: CodeObserver;
  /** What keeps code apart, where it is known; by default the best that is found. */
  readonly known?: Isolation;
}

/** Why a process ended: by the pool, or by what its code did. */
export type ProcessEnd = EndedBy | CodeFailure;

/** Observes the processes of a server. */
export interface CodeObserver {
  started(language: 'node' | 'python'): void;
  ended(why: ProcessEnd): void;
  /** Gives the means to ask how many there are now. */
  watch(load: () => Load): void;
}

const NEVER = new AbortController().signal;

/**
 * Runs code of flow authors, each run in a process that is kept apart from the server and from other code. Nothing is
 * started before the first run.
 */
export class Sandbox {
  readonly #options: SandboxOptions;
  readonly #pool: Pool;
  readonly #gateway: Gateway;
  #isolation: Promise<Isolation> | null = null;
  #python: ReturnType<typeof findPython> | null = null;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#gateway = new Gateway(options.outgoing);
    this.#pool = new Pool(PROCESSES_MAX, (process, by) => options.observer?.ended(process.failure ?? by));
    options.observer?.watch(() => this.#pool.load);
    if (options.isOn)
      options.log.info(
        { tools: toolsPresent() },
        'custom code can run; its isolation is tried out at the first run',
      );
  }

  /** Runs code, and says what came of it. Does not reject for anything that the code does. */
  async run(job: CodeJob): Promise<CodeResult> {
    const { isOn } = this.#options;
    if (!isOn) return refused('RUNTIME_UNAVAILABLE', 'This server runs no code: MILLRACE_CODE is off.');
    const language = codeLanguage(job.runtime);
    if (!language)
      return refused(
        'RUNTIME_UNKNOWN',
        `${JSON.stringify(job.runtime)} is no runtime; there are NODE20X and its like, and PYTHON39 and its like.`,
      );
    this.#isolation ??= this.#findIsolation();
    const isolation = await this.#isolation;
    if (isolation.refusal !== null) return refused('RUNTIME_UNAVAILABLE', isolation.refusal);
    if (language === 'node') {
      const { modules } = this.#options;
      return this.#runWithin(job, language, isolation, (memoryMb) => nodeProgram({ modules, memoryMb }));
    }
    this.#python ??= findPython(isolation);
    const python = await this.#python;
    if (python.refusal !== null) return refused('RUNTIME_UNAVAILABLE', python.refusal);
    return this.#runWithin(job, language, isolation, () => python.program);
  }

  /** Runs at once; others wait. */
  readonly atOnce = PROCESSES_MAX;

  /** Counts processes, warm ones included. */
  get processes(): number {
    return this.#pool.count;
  }

  /** Ends all code, under way or warm. */
  async close(): Promise<void> {
    await this.#pool.close();
    this.#gateway.close();
  }

  async #runWithin(
    job: CodeJob,
    language: 'node' | 'python',
    isolation: Isolation,
    programOf: (memoryMb: number) => Program,
  ): Promise<CodeResult> {
    const { secrets = new Map<string, string>(), entry = 'main', source, origin = {} } = job;
    const memoryMb = Math.min(job.memoryMb ?? MEMORY_MB_MAX, MEMORY_MB_MAX);
    const { modules } = this.#options;
    const program = programOf(memoryMb);
    const key = keyOf(job, memoryMb);
    const place = await this.#pool.take(ownerOf(job), key, (slot) => {
      this.#options.observer?.started(language);
      return new CodeProcess({
        source,
        entry,
        secrets,
        modules,
        gateway: this.#gateway,
        command: commandFor(program, isolation, slot),
      });
    });
    if (!place) return refused('ABORTED', 'The server is stopping.');
    const { isWarm } = place.process;
    try {
      const outcome = await place.process.run({
        event: job.event,
        timeoutMs: Math.min(job.timeoutMs ?? RUN_SECONDS_MAX * 1_000, RUN_SECONDS_MAX * 1_000),
        memoryMb,
        sender: {
          accountId: job.accountId,
          origin,
          signal: job.signal ?? NEVER,
          isCutOff: job.network === 'none',
        },
      });
      return { ...presented(outcome, redactorFor([...secrets.values()])), isWarm };
    } finally {
      this.#pool.give(place, key);
    }
  }

  async #findIsolation(): Promise<Isolation> {
    const { log, isolation: wanted, known } = this.#options;
    if (known) return known;
    const isolation = await findIsolation(nodeProbe(), wanted);
    const { refusal, ...found } = isolation;
    if (refusal !== null) log.error({ ...found, refusal }, 'custom code cannot run');
    else if (found.namespaces === null)
      log.warn(found, 'custom code runs without namespaces of its own; see docs/custom-code.md');
    else log.info(found, 'custom code runs in its own namespaces');
    return isolation;
  }
}

/** Drafts of an account share, as the runs of one action do. */
function ownerOf({ accountId, reuse = 'drafts' }: CodeJob) {
  return { accountId, group: reuse };
}

/** Everything by which processes must not be shared; null for a run that shares none. */
function keyOf(
  { accountId, runtime, source, entry, secrets, reuse }: CodeJob,
  memoryMb: number,
): string | null {
  if (reuse === undefined) return null;
  const parts = [accountId, reuse, runtime, source, entry ?? 'main', [...(secrets ?? [])], memoryMb];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

function presented({ end, log, tookMs, memoryMb }: RunOutcome, mask: (text: string) => string) {
  const facts = { log: log.toString(mask), tookMs, memoryMb };
  const told = outcomeOf(end);
  return told.kind === 'failed'
    ? { ...facts, ...told, message: storable(mask(told.message)) }
    : { ...facts, ...told };
}

/** A failure that is not the code's. */
function isPassing(reason: CodeFailure): boolean {
  return reason === 'NOT_STARTED' || reason === 'ABORTED';
}

/** The status of an answer after which the same code may succeed later. */
function isLater(status: number): boolean {
  return status === 429 || (status >= 500 && status < 600);
}

function outcomeOf(end: RunEnd) {
  switch (end.kind) {
    case 'returned':
      return end;
    case 'failed':
      return { ...end, isRetryable: isPassing(end.reason) };
    case 'threw': {
      const { name, message, stack, code, status } = end.error;
      const reason: CodeFailure = code === 'SYNTAX_ERROR' || code === 'NO_ENTRY' ? code : 'CODE_FAILED';
      const text =
        message.startsWith('The code ') || message.startsWith(name) ? message : `${name}: ${message}`;
      const line = lineOf(text) ?? lineOf(stack);
      return { kind: 'failed' as const, reason, message: text, line, isRetryable: isLater(status) };
    }
  }
}

/** The innermost line of the code itself: `/main.js:3:20`, `(main.js:3)`, `File "main.py", line 3`. */
function lineOf(told: string): number | undefined {
  const inPython = [...told.matchAll(/"main\.py", line (\d+)/g)].at(-1)?.[1];
  const line = inPython ?? /\bmain\.js:(\d+)/.exec(told)?.[1] ?? /\(main\.py, line (\d+)\)/.exec(told)?.[1];
  return line === undefined ? undefined : Number(line);
}

function refused(reason: CodeFailure, message: string): CodeResult {
  return {
    kind: 'failed',
    reason,
    message,
    isRetryable: isPassing(reason),
    log: '',
    tookMs: 0,
    memoryMb: null,
    isWarm: false,
  };
}
