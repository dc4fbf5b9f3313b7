import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/platform/index.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { openSplitRoles, type SplitRoles } from '../support/split-roles.ts';
import { until } from '../support/until.ts';
import { randomness } from './calls.ts';
import { streamOfContacts } from './contacts-stream.ts';
import { openMailSink } from './mail-sink.ts';
import { examine, type Findings, prepareStory } from './story-of-contacts.ts';

/** Contacts that come in, at least, between two events: whatever happens, work goes on. */
const CONTACTS_BETWEEN = 2;

/** How long a frozen process stays so, at the most. */
const FREEZE_MS_MAX = 1_500;

export interface ChaosReport extends Findings {
  readonly events: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  readonly kills: number;
  readonly longestAnswerMs: number;
  /** Processes that ended although nobody had killed them. */
  readonly died: readonly string[];
  /** Answers other than success, by status; 0: none came. */
  readonly refused: Readonly<Record<string, number>>;
}

export interface ChaosOptions {
  readonly events: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

/**
 * One API and two workers on a PostgreSQL of their own, and contacts that stream in; and one violent act after the other. Loopback only; it
 * ends when its events are done, and takes everything with it that it has started.
 */
export async function runChaos({ events, seed, say = () => undefined }: ChaosOptions): Promise<ChaosReport> {
  const sink = await openMailSink();
  const roles = await openSplitRoles(say);
  const party = new Party(roles, sink.url);
  try {
    await party.start();
    const flowId = await prepareStory(party.url);
    const stream = streamOfContacts(() => party.url);
    const random = randomness(seed);
    const done: Record<string, number> = {};
    for (let event = 1; event <= events; event++) {
      await stream.reaches(event * CONTACTS_BETWEEN);
      // Real time is the subject: at whichever instant of the work it comes.
      await sleep(random() * 200);
      const [name, act] = ACTS[Math.floor(random() * ACTS.length)]!;
      say(`${event}: ${name}`);
      await act(party, random);
      done[name] = (done[name] ?? 0) + 1;
    }
    await stream.reaches((events + 1) * CONTACTS_BETWEEN);
    const emails = await stream.stop();
    const findings = await examine(party.url, flowId, emails, sink);
    return {
      ...findings,
      events: done,
      acknowledged: emails.length,
      kills: (done['kill a worker'] ?? 0) + (done['kill the API'] ?? 0),
      longestAnswerMs: stream.longestMs,
      died: party.died,
      refused: Object.fromEntries(stream.refused),
    };
  } finally {
    party.ends();
    await roles.end();
    await sink.close();
  }
}

type Act = (party: Party, random: () => number) => Promise<void>;

const ACTS: readonly (readonly [name: string, act: Act])[] = [
  ['kill a worker', (party, random) => party.kill(random() < 0.5 ? 'worker 1' : 'worker 2')],
  ['kill the API', (party) => party.kill('api')],
  ['freeze a worker', (party, random) => party.freeze('worker 1', random() * FREEZE_MS_MAX)],
  ['freeze the API', (party, random) => party.freeze('api', random() * FREEZE_MS_MAX)],
  ['end every connection', (party) => party.endConnections()],
  [
    'end every connection, thrice',
    async (party) => {
      for (let round = 0; round < 3; round++) await party.endConnections();
    },
  ],
  ['restart PostgreSQL', (party) => party.stopDatabase('SIGINT')],
  ['kill PostgreSQL', (party) => party.stopDatabase('SIGKILL')],
];

type Member = 'api' | 'worker 1' | 'worker 2';

/** The processes, and what can be done to them. */
class Party {
  /** Members that ended although nobody had killed them. */
  readonly died: string[] = [];
  readonly #roles: SplitRoles;
  readonly #smtpUrl: string;
  readonly #members = new Map<Member, ServerProcess>();
  /** The API's address stays the one that its clients know. */
  #url = '';
  #isOver = false;

  constructor(roles: SplitRoles, smtpUrl: string) {
    this.#roles = roles;
    this.#smtpUrl = smtpUrl;
  }

  get url(): string {
    return this.#url;
  }

  async start(): Promise<void> {
    await this.#join('api');
    this.#url = this.#members.get('api')!.url;
    await this.#join('worker 1');
    await this.#join('worker 2');
  }

  async kill(member: Member): Promise<void> {
    const process = this.#members.get(member)!;
    this.#members.delete(member);
    await process.kill('server');
    await this.#join(member);
  }

  async freeze(member: Member, ms: number): Promise<void> {
    this.#members.get(member)!.signal('SIGSTOP');
    await sleep(ms);
    this.#members.get(member)!.signal('SIGCONT');
  }

  async endConnections(): Promise<void> {
    const admin = openDatabase(this.#roles.database.address, { connections: 1 });
    try {
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'millrace' and pid <> pg_backend_pid()`;
    } finally {
      await admin.end();
    }
  }

  /** Whoever supervises it starts it again. */
  async stopDatabase(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const { pid } = this.#roles.database;
    process.kill(pid, signal);
    await until(() => this.#roles.database.pid !== pid);
  }

  /** From now on members end because they were asked to. */
  ends(): void {
    this.#isOver = true;
  }

  async #join(member: Member): Promise<void> {
    const joined = await this.#roles.start(member === 'api' ? 'api' : 'worker', {
      MILLRACE_SMTP_URL: this.#smtpUrl,
      MILLRACE_PORT: member === 'api' && this.#url ? new URL(this.#url).port : '0',
    });
    this.#members.set(member, joined);
    void joined.gone.then((code) => {
      if (!this.#isOver && this.#members.get(member) === joined)
        this.died.push(`${member} (${code}): ${joined.output.slice(-5).join(' | ')}`);
    });
  }
}
