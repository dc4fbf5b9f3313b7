import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Isolation } from '../../src/code/index.ts';
import { toolsPresent } from '../../src/code/isolation.ts';
import { LEAST, OUT_OF_REACH, REACHES, SELF_HARM, timeFor } from './attack-list.ts';
import type { AttackReport } from './attacks-in-process.ts';

/**
 * Most servers are not root: code then runs as the server's own user. Tests that run as such do so by themselves; where they run as root
 * (in containers), the attacks are made once more from a process of an ordinary user.
 */
const NOBODY = 65_534;
const PROGRAM = fileURLToPath(new URL('attacks-in-process.ts', import.meta.url));
const asNobody = { uid: NOBODY, gid: NOBODY, cwd: '/', env: { MILLRACE_TEST_SECRET: 'of the server' } };

const isRoot = process.getuid?.() === 0;
/** Why it cannot be tried here; undefined if it can. */
const unable = !isRoot
  ? 'the tests run as an ordinary user already'
  : spawnSync(process.execPath, [PROGRAM], { ...asNobody, input: '{"attacks":[]}' }).status !== 0
    ? `the user ${NOBODY} cannot read this folder or run its Node.js`
    : undefined;

interface Walls {
  readonly name: string;
  readonly isolation?: Isolation;
  /** What of it is not here. */
  readonly missing?: string;
}

const WALLS: readonly Walls[] = [
  { name: 'the least', isolation: LEAST },
  { name: 'the best that the system offers' },
  {
    name: 'bubblewrap',
    isolation: { ...LEAST, namespaces: 'bwrap' },
    ...(toolsPresent().includes('bwrap') ? {} : { missing: 'bubblewrap (bwrap) is not installed' }),
  },
];

test.for(WALLS)(
  'a server of an ordinary user, with $name: every attack ends that run only',
  { timeout: 300_000 },
  async ({ isolation, missing }, { skip }) => {
    const reason = unable ?? missing;
    if (reason !== undefined) skip(reason);
    const attacks = [
      ...SELF_HARM.map(([name, body, ends]) => ({ name, body, ends, timeoutMs: timeFor(ends) })),
      ...REACHES.map(([name, body]) => ({
        name,
        body: `${body};\ncallback({ outputFields: { got: true } });`,
        ends: 'CODE_FAILED',
        timeoutMs: 10_000,
        says: OUT_OF_REACH,
      })),
    ];
    const report = await attacksByNobody({ attacks, ...(isolation ? { isolation } : {}) });
    expect(report.user).toBe(NOBODY);
    expect(report.isolation).toMatchObject({ ownUsers: false, ...(isolation ?? {}) });
    expect(report.results.map(({ kind, reason }, index) => [attacks[index]!.name, kind, reason])).toEqual(
      attacks.map(({ name, ends }) => [name, 'failed', ends]),
    );
    report.results.forEach(({ message }, index) => {
      if ('says' in attacks[index]!)
        expect([attacks[index]!.name, message]).toEqual([
          attacks[index]!.name,
          expect.stringMatching(OUT_OF_REACH),
        ]);
    });
    expect(report.after).toMatchObject({ kind: 'returned', value: { outputFields: { names: 'LANG TZ' } } });
  },
);

async function attacksByNobody(asked: unknown): Promise<AttackReport> {
  const child = spawn(process.execPath, [PROGRAM], asNobody);
  child.stdin.end(JSON.stringify(asked));
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(complained).toBe('');
  return JSON.parse(said) as AttackReport;
}
