import { text } from 'node:stream/consumers';
import { findIsolation, type Isolation } from '../../src/code/index.ts';
import { openSandbox } from '../support/sandbox.ts';

/**
 * A process of its own with a sandbox, for a test that starts it as another user: reads attacks from its input, makes one after the other,
 * and writes what came of them.
 */
interface Attacks {
  readonly attacks: readonly { readonly body: string; readonly timeoutMs: number }[];
  /** How code is kept apart; by default the best that the system offers to this user. */
  readonly isolation?: Isolation;
}

export interface AttackReport {
  readonly user: number;
  readonly isolation: Isolation;
  readonly results: readonly {
    readonly kind: string;
    readonly reason?: string;
    readonly message?: string;
  }[];
  /** What code that is no attack answers afterwards. */
  readonly after: unknown;
}

const { attacks, isolation } = JSON.parse(await text(process.stdin)) as Attacks;
const program = { file: process.execPath, args: ['--version'], folders: [] };
const known = isolation ?? (await findIsolation(program, 'best'));
const { main, sandbox } = openSandbox({ known });
const results: AttackReport['results'][number][] = [];
for (const { body, timeoutMs } of attacks) {
  const { kind, reason, message } = (await main(body, { timeoutMs })) as AttackReport['results'][number];
  results.push({
    kind,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  });
}
const after = await main('return { outputFields: { names: Object.keys(process.env).sort().join(" ") } };');
await sandbox.close();
const report: AttackReport = { user: process.getuid?.() ?? -1, isolation: known, results, after };
process.stdout.write(JSON.stringify(report));
