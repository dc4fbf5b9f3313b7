import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin.js', import.meta.url));

/** How a command ended, and what it said. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Env = Readonly<Record<string, string>>;

/** Runs `millrace` as a user does: in a process of its own, with these settings and no others. */
export function millraceIn(env: Env): (args: readonly string[], input?: string) => Promise<Ran> {
  return (args, input = '') => started(env, args, input).ran;
}

/** The same, to be ended in the middle of it: the process, and how it came to its end. */
export function started(
  env: Env,
  args: readonly string[],
  input = '',
): { readonly child: ChildProcess; readonly ran: Promise<Ran> } {
  const child = spawn(process.execPath, [BIN, ...args], { env: { PATH: process.env['PATH']!, ...env } });
  const ran = new Promise<Ran>((resolve, reject) => {
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
  return { child, ran };
}
