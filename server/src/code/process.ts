import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex, Readable, Writable } from 'node:stream';
import type { Command } from './isolation.ts';
import type { CodeFailure, Odd } from './job.ts';
import {
  CPU_SECONDS_REUSED_MAX,
  MEMORY_WATCH_MS,
  RAW_OUTPUT_BYTES_MAX,
  RUNS_PER_PROCESS_MAX,
  START_SECONDS_MAX,
} from './limits.ts';
import { memoryMbOf } from './memory.ts';
import type { Gateway, Sender } from './network/gateway.ts';
import { type ErrorReport, type Report, ReportReader } from './reports.ts';
import { endOf, failed, NEVER_SETTLED, NOTHING, type RunEnd, tooLong, tooMuch } from './run-end.ts';
import { RunLog } from './run-log.ts';

/** What a process is started for. */
export interface Setup {
  readonly command: Command;
  readonly source: string;
  readonly entry: string;
  readonly secrets: ReadonlyMap<string, string>;
  /** The folder of libraries; null for none. */
  readonly modules: string | null;
  readonly gateway: Gateway;
}

export interface RunInput {
  readonly event: unknown;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly sender: Sender;
}

export type RunOutcome = {
  readonly end: RunEnd;
  readonly log: RunLog;
  readonly tookMs: number;
  readonly memoryMb: number | null;
};

/** A run under way. */
interface Run {
  readonly input: RunInput;
  readonly begunAt: number;
  readonly log: RunLog;
  readonly finish: (end: RunEnd) => void;
  result: { readonly value: unknown; readonly odd: readonly Odd[] } | null;
  error: ErrorReport | null;
  memoryMb: number | null;
}

/** One process that runs code of one author, one run after the other. */
export class CodeProcess {
  readonly #child: ChildProcess;
  readonly #started = Promise.withResolvers<string | null>();
  readonly #gone = Promise.withResolvers<void>();
  readonly #reports = new ReportReader();
  #run: Run | null = null;
  #runs = 0;
  #cpuSeconds = 0;
  #raw = '';
  #isGone = false;
  #why: RunEnd | null = null;

  constructor(setup: Setup) {
    const { file, args, user } = setup.command;
    const as = user === undefined ? {} : { uid: user, gid: user };
    this.#child = spawn(file, args, {
      ...as,
      cwd: '/',
      // Nothing of the server's. Dates are UTC, as where the original runs code.
      env: { TZ: 'UTC', LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      // A group of its own, so that all of it can be ended.
      detached: true,
    });
    this.#child.on('error', (error) => this.#left(error.message));
    this.#child.on('close', (code, signal) => this.#left(signal ?? `the exit code ${code}`));
    const [, out, err, jobs, reports, network] = this.#child.stdio as unknown as Streams;
    for (const stream of [jobs, reports, network]) stream?.on('error', () => undefined);
    for (const stream of [out, err]) stream?.on('data', (bytes: Buffer) => this.#takeRaw(stream, bytes));
    reports?.on('data', (bytes: Buffer) => this.#take(bytes));
    if (network) setup.gateway.serve(network, () => this.#run?.input.sender ?? null);
    const { source, entry, modules, secrets } = setup;
    this.#tell({ kind: 'setup', source, entry, modules, environment: Object.fromEntries(secrets) });
    const late = setTimeout(
      () => this.#left(`it was not ready within ${START_SECONDS_MAX} seconds`),
      START_SECONDS_MAX * 1_000,
    );
    void this.#started.promise.then(() => clearTimeout(late));
  }

  /** Whether it can take another run. */
  get isUsable(): boolean {
    return !this.#isGone && this.#runs < RUNS_PER_PROCESS_MAX && this.#cpuSeconds < CPU_SECONDS_REUSED_MAX;
  }

  get isWarm(): boolean {
    return this.#runs > 0;
  }

  /** What its code did that ended it; null when it did nothing. */
  get failure(): CodeFailure | null {
    return this.#why?.kind === 'failed' ? this.#why.reason : null;
  }

  /** Resolves when the process has ended. */
  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  /** One run; never two at once. */
  async run(input: RunInput): Promise<RunOutcome> {
    const log = new RunLog();
    const notStarted = await this.#started.promise;
    if (notStarted !== null)
      return { end: failed('NOT_STARTED', notStarted), log, tookMs: 0, memoryMb: null };
    const ended = Promise.withResolvers<RunEnd>();
    const begunAt = performance.now();
    const run: Run = {
      input,
      begunAt,
      log,
      finish: ended.resolve,
      result: null,
      error: null,
      memoryMb: null,
    };
    this.#run = run;
    this.#runs += 1;
    this.#tell({ kind: 'run', event: input.event });
    if (this.#isGone) this.#settle(failed('PROCESS_ENDED', 'The process of the code had ended.'));
    const timer = setTimeout(() => this.#stop(tooLong(run, log, input.timeoutMs)), input.timeoutMs);
    const watch = setInterval(() => this.#watchMemory(run), MEMORY_WATCH_MS);
    const abort = () => this.#stop(failed('ABORTED', 'The run was given up.'));
    input.sender.signal.addEventListener('abort', abort);
    if (input.sender.signal.aborted) abort();
    const end = await ended.promise;
    clearTimeout(timer);
    clearInterval(watch);
    input.sender.signal.removeEventListener('abort', abort);
    return { end, log, tookMs: Math.round(performance.now() - begunAt), memoryMb: run.memoryMb };
  }

  /** Ends the process because the server stops; its run may be repeated. */
  giveUp(): void {
    this.#stop(failed('ABORTED', 'The server stopped.'));
  }

  /** Ends the process and all that belongs to it, whatever it does. */
  kill(): void {
    this.#isGone = true;
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      this.#child.kill('SIGKILL');
    }
  }

  #tell(message: unknown): void {
    const jobs = this.#child.stdio[3] as Writable | null | undefined;
    if (jobs?.writable) jobs.write(`${JSON.stringify(message)}\n`);
  }

  #take(bytes: Buffer): void {
    const reports = this.#reports.read(bytes);
    if (reports === null)
      this.#stop(failed('RESULT_INVALID', 'The process of the code sent what is no report.'));
    else for (const report of reports) this.#receive(report);
  }

  #receive(report: Report): void {
    const run = this.#run;
    if (report.kind === 'ready') this.#started.resolve(null);
    if (report.kind === 'ready' || !run) return;
    switch (report.kind) {
      case 'log':
        run.log.add(report.text);
        return;
      case 'result':
        run.result ??= { value: report.value, odd: report.odd };
        return;
      case 'error':
        if (!run.error) run.log.add(`${report.stack}\n`);
        run.error ??= report;
        return;
      case 'ended':
        this.#cpuSeconds = report.cpuSeconds;
        this.#noteMemory(run, report.memory / 2 ** 20);
        if (!report.isReusable) this.kill();
        this.#settle(endOf(run) ?? (report.isStuck ? NEVER_SETTLED : NOTHING));
    }
  }

  #noteMemory(run: Run, reportedMb: number): void {
    const seen = this.#child.pid === undefined ? null : memoryMbOf(this.#child.pid);
    const most = Math.max(run.memoryMb ?? 0, seen || reportedMb);
    run.memoryMb = most > 0 ? Math.round(most) : null;
  }

  #watchMemory(run: Run): void {
    const { pid } = this.#child;
    const held = pid === undefined ? null : memoryMbOf(pid);
    if (held === null) return;
    run.memoryMb = Math.max(run.memoryMb ?? 0, Math.round(held));
    if (held > run.input.memoryMb) this.#stop(tooMuch(run.input.memoryMb));
  }

  /** Ends the process in the middle of a run. */
  #stop(end: RunEnd): void {
    this.#why ??= end;
    this.kill();
    this.#settle(end);
  }

  #settle(end: RunEnd): void {
    const run = this.#run;
    this.#run = null;
    run?.finish(end);
  }

  /** The process has ended, or could not begin. */
  #left(how: string): void {
    this.kill();
    this.#started.resolve(`The process of the code could not be started (${this.#raw.trim() || how}).`);
    this.#gone.resolve();
    const run = this.#run;
    if (!run) return;
    this.#why ??= this.#endBy(run, how);
    this.#settle(this.#why);
  }

  #endBy(run: Run, how: string): RunEnd {
    if (
      /heap out of memory|Array buffer allocation failed|Fatal process out of memory|MemoryError/.test(
        this.#raw,
      )
    )
      return tooMuch(run.input.memoryMb);
    if (run.result && this.#child.exitCode === 0) return { kind: 'returned', ...run.result };
    if (run.error) return { kind: 'threw', error: run.error };
    run.log.add(this.#raw.split(NATIVE_TRACE)[0]!);
    return failed('PROCESS_ENDED', `The process of the code ended (${how}) before there was a result.`);
  }

  /** The last words of a runtime; a flood is cut off, which the writer sees as a closed pipe. */
  #takeRaw(stream: Readable, bytes: Buffer): void {
    this.#raw += bytes.toString().slice(0, RAW_OUTPUT_BYTES_MAX - this.#raw.length);
    if (this.#raw.length >= RAW_OUTPUT_BYTES_MAX) stream.destroy();
  }
}

/** What Node.js says when it breaks down: about the server, and of no use to the author. */
const NATIVE_TRACE = '----- Native stack trace -----';

type Streams = readonly [null, Readable?, Readable?, Writable?, Readable?, Duplex?];
