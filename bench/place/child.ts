import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Another process of a bench, which answers questions one at a time. */
export interface Child {
  readonly pid: number;
  /** Sends a question and waits for the answer. Throws when the child ends, or says that it failed. */
  ask<Answer>(question: unknown): Promise<Answer>;
  /** Lets it go, and waits until it has. */
  stop(): Promise<void>;
}

type Told = { readonly answer: unknown } | { readonly failed: string };

/**
 * Starts a TypeScript file of the benches in a process of its own. With the environment variable MILLRACE_BENCH_PROFILE
 * set to a folder, children leave their CPU profiles there, in a folder of their `name`.
 */
export function startChild(file: URL, name: string): Child {
  const profile = process.env['MILLRACE_BENCH_PROFILE'];
  const child = fork(fileURLToPath(file), {
    execArgv: ['--expose-gc', ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}/${name}`] : [])],
    serialization: 'advanced',
  });
  const gone = once(child, 'exit');
  return {
    pid: child.pid!,
    async ask<Answer>(question: unknown) {
      child.send(question as object);
      const died = gone.then(([code]) => {
        throw new Error(`The process ${name} ended too early (${code}).`);
      });
      const [told] = (await Promise.race([once(child, 'message'), died])) as [Told];
      if ('failed' in told) throw new Error(`${name}: ${told.failed}`);
      return told.answer as Answer;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** The child's end: answers every question, and runs `leave` when the parent lets go. */
export function answerParent<Question>(
  answer: (question: Question) => Promise<unknown>,
  leave: () => Promise<void> = async () => undefined,
): void {
  process.on('message', (question) => {
    answer(question as Question).then(
      (given) => process.send!({ answer: given } satisfies Told),
      (error: Error) => process.send!({ failed: error.stack ?? error.message } satisfies Told),
    );
  });
  process.once('disconnect', () => {
    leave().finally(() => process.exit());
  });
}
