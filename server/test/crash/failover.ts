import { rm } from 'node:fs/promises';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { startTwoClusters } from '../support/two-clusters.ts';
import { until } from '../support/until.ts';
import { TOKEN } from './calls.ts';
import { streamOfContacts } from './contacts-stream.ts';
import { openMailSink } from './mail-sink.ts';
import { examine, type Findings, prepareStory } from './story-of-contacts.ts';

/** Contacts that come in between two losses of the primary. */
const CONTACTS_BETWEEN = 30;

/** What one loss of the primary took, in milliseconds. */
export interface Failover {
  /** From the promotion to the first contact that was acknowledged. */
  readonly untilWritten: number;
  /** From the promotion to the first passage that came to its end. */
  readonly untilWorked: number;
  /** From the death of the primary to the first contact that was acknowledged: what a user sees, with the time that the promotion took. */
  readonly outage: number;
  /** The promotion itself, which PostgreSQL does. */
  readonly promotion: number;
}

export interface FailoverReport extends Findings {
  readonly failovers: readonly Failover[];
  readonly acknowledged: number;
  /** Answers other than success, by status; 0: none came. */
  readonly refused: Readonly<Record<string, number>>;
  /** Processes that ended. */
  readonly died: readonly string[];
}

export interface FailoverOptions {
  readonly rounds: number;
  /** The folder of the programs of a PostgreSQL; by default the embedded one. */
  readonly bin?: string | undefined;
  readonly say?: (line: string) => void;
}

/**
 * An API and a worker on a primary with a standby that confirms every commit; contacts stream in, and the primary is lost again and again, with all its
 * processes at once. Loopback only; it ends when its rounds are done, and takes everything with it that it has started.
 */
export async function runFailovers({
  rounds,
  bin,
  say = () => undefined,
}: FailoverOptions): Promise<FailoverReport> {
  const folder = await makeScratchFolder('failover');
  const sink = await openMailSink();
  const clusters = await startTwoClusters(folder, { bin });
  const started: ServerProcess[] = [];
  const died: string[] = [];
  let isOver = false;
  const start = async (role: 'api' | 'worker') => {
    const env = {
      MILLRACE_DATABASE_URL: clusters.url,
      // Whichever of the two is there answers what only reads.
      MILLRACE_READ_URL: clusters.url,
      MILLRACE_TOKEN: TOKEN,
      MILLRACE_LOG_LEVEL: 'silent',
      MILLRACE_SECRET_KEY: 'ab'.repeat(32),
      MILLRACE_SMTP_URL: sink.url,
    };
    const server = await startServerProcess(folder, env, ['--role', role]);
    started.push(server);
    void server.gone.then((code) => {
      if (!isOver) died.push(`${role} (${code}): ${server.output.slice(-5).join(' | ')}`);
    });
    return server;
  };
  try {
    const { url } = await start('api');
    await start('worker');
    const flowId = await prepareStory(url);
    const stream = streamOfContacts(() => url);
    const failovers: Failover[] = [];
    for (let round = 1; round <= rounds; round++) {
      await stream.reaches(stream.made.length + CONTACTS_BETWEEN);
      const { killedAt, promotedAt } = await clusters.failOver();
      await until(() => stream.lastAt > promotedAt);
      const writtenAt = stream.lastAt;
      const ended = await countEnded(clusters.primary, flowId);
      await until(async () => (await countEnded(clusters.primary, flowId)) > ended);
      const workedAt = performance.now();
      const failover = {
        untilWritten: writtenAt - promotedAt,
        untilWorked: workedAt - promotedAt,
        outage: writtenAt - killedAt,
        promotion: promotedAt - killedAt,
      };
      say(
        `${round}: written after ${Math.round(failover.untilWritten)} ms, worked after ${Math.round(failover.untilWorked)} ms`,
      );
      failovers.push(failover);
      await clusters.rejoin();
    }
    await stream.reaches(stream.made.length + CONTACTS_BETWEEN);
    const emails = await stream.stop();
    const findings = await examine(url, flowId, emails, sink);
    return {
      ...findings,
      failovers,
      acknowledged: emails.length,
      refused: Object.fromEntries(stream.refused),
      died,
    };
  } finally {
    isOver = true;
    await Promise.all(started.map((each) => each.stop()));
    await clusters.stop();
    await sink.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function countEnded(
  primary: () => ReturnType<Awaited<ReturnType<typeof startTwoClusters>>['primary']>,
  flowId: string,
): Promise<number> {
  const sql = primary();
  try {
    const [row] =
      await sql`select count(*)::int as ended from enrollments where flow_id = ${flowId} and ended <> 0`;
    return row!['ended'] as number;
  } finally {
    await sql.end();
  }
}
