import { unescape as decoded } from 'node:querystring';
import {
  type Authenticator,
  authenticator,
  type RedactorOf,
  redactors,
  SecretBox,
  type WallClockChange,
} from '../accounts/index.ts';
import { Sandbox } from '../code/index.ts';
import type { Performer } from '../effects/index.ts';
import {
  forgetKept,
  forgetUnkept,
  movePaced,
  moveWaiting,
  pinInside,
  recountWaits,
  sweepLeaving,
} from '../enrollments/index.ts';
import { releaseClocksSoon, Worker } from '../execution/index.ts';
import { codeOf, type FlowService } from '../flows/index.ts';
import { Store, wallClockChanger } from '../history/index.ts';
import { keepIndexes } from '../indexes/index.ts';
import type { ListService } from '../lists/index.ts';
import { tellOfFlow } from '../live/index.ts';
import { createMailer, type Mailer } from '../mail/index.ts';
import { capture, type OutboxOptions } from '../outbox/index.ts';
import { type Capture, Outgoing } from '../outgoing/index.ts';
import { PERFORMERS } from '../performers/index.ts';
import {
  addressForRecipients,
  type Config,
  Hints,
  type Log,
  type OutgoingConfig,
  routed,
  type Sql,
  USUAL_CODE,
  usualOutgoing,
  Wake,
} from '../platform/index.ts';
import { MailLinks } from '../preferences/index.ts';
import { openReplicas, type Replicas } from '../replicas/index.ts';
import {
  laySchedule,
  listReferences,
  loadReaders,
  moveInstants,
  moveSchedules,
  sweepList,
  watchFromNow,
} from '../triggers/index.ts';
import { AHEAD, FLUSHERS } from './flushers.ts';
import { JOB_KINDS } from './job-kinds.ts';
import { Metrics } from './metrics/index.ts';

/** Everything that the routes and the lanes work with; made once a process. */
export interface Services {
  readonly config: Config;
  readonly log: Log;
  /** Of requests: what a replica may answer goes there. */
  readonly sql: Sql;
  /** Undefined where there are none. */
  readonly replicas: Replicas | undefined;
  readonly wake: Wake;
  /** Tells people who look at something that it has changed. */
  readonly hints: Hints;
  readonly tokens: Authenticator;
  readonly secrets: SecretBox;
  /** Takes the secrets of an account out of what the outside world says. */
  readonly redactorOf: RedactorOf;
  readonly store: Store;
  readonly changeWallClock: WallClockChange;
  readonly flows: FlowService;
  readonly lists: ListService;
  readonly mailer: Mailer;
  readonly outgoing: Outgoing;
  readonly sandbox: Sandbox;
  /** The links of mails. */
  readonly links: MailLinks;
  readonly performers: readonly Performer[];
  /** What this process has done, and what waits. */
  readonly metrics: Metrics;
  /** Its lanes run only where the process plays that role; moving a clock runs them wherever it is asked for. */
  readonly worker: Worker;
}

/** Of the pools `requestSql` is that of requests; `laneSql` is that of the lanes, under limits of their own; one pool may serve both. */
export function createServices(config: Config, log: Log, requestSql: Sql, laneSql = requestSql): Services {
  const metrics = new Metrics({ requests: requestSql, lanes: laneSql });
  const replicas = openReplicas(config, requestSql, log, metrics.reads);
  const sql = replicas ? routed(requestSql) : requestSql;
  const wake = new Wake();
  const hints = new Hints(wake);
  const ports = { interestOf: loadReaders, ahead: AHEAD, flushers: FLUSHERS, hints };
  const store: Store = new Store(sql, wake, ports, {
    onLateWindow: () => void releaseClocksSoon({ sql, store, worker, log, hints }),
  });
  const laneStore = new Store(laneSql, wake, ports);
  const mailer = createMailer({
    smtpUrl: config.smtpUrl,
    plainPassword: config.smtpPlainPassword ?? 'refused',
  });
  const secrets = new SecretBox(config.secretKey);
  secrets.redaction.hideEverywhere(installationSecrets(config));
  const redactorOf = redactors(secrets);
  const outgoing = createOutgoing(config, { sql: laneSql, redactorOf, hints }, metrics);
  const sandbox = new Sandbox({ ...USUAL_CODE, ...config.code, log, outgoing, observer: metrics.code });
  const links = new MailLinks(secrets, addressForRecipients(config));
  const performers = PERFORMERS.map((open) =>
    open({ db: laneSql, mailer, links, outgoing, secrets, sandbox, codeOf: codeOf(laneSql) }),
  );
  const worker: Worker = new Worker({
    store: laneStore,
    wake,
    log,
    performers,
    redactorOf,
    jobKinds: JOB_KINDS,
    observer: metrics,
  });
  return {
    config,
    log,
    sql,
    replicas,
    wake,
    hints,
    tokens: authenticator(sql, config.rateLimits),
    secrets,
    redactorOf,
    store,
    changeWallClock: wallClockChanger(store, [moveSchedules, moveInstants, recountWaits]),
    flows: {
      store,
      hooks: [
        pinInside,
        moveWaiting,
        watchFromNow,
        sweepLeaving,
        laySchedule,
        forgetKept,
        keepIndexes,
        tellOfFlow,
      ],
      policiesHooks: [movePaced, forgetUnkept],
    },
    lists: { store, hooks: [sweepList], references: listReferences },
    mailer,
    outgoing,
    sandbox,
    links,
    performers,
    metrics,
    worker,
  };
}

/** What the installation keeps to itself: servers that it calls may echo it. */
function installationSecrets({ token, smtpUrl, databaseUrl, readUrl }: Config): (string | undefined)[] {
  return [token, ...[smtpUrl, databaseUrl, readUrl].flatMap((text) => passwordsIn(text))];
}

/** The password of an address, as it is written there and as it is meant. */
function passwordsIn(address: string | undefined): string[] {
  const password = address === undefined ? undefined : URL.parse(address)?.password;
  return password ? [password, decoded(password)] : [];
}

/** In development mode a receiver on the same machine may be asked. */
function createOutgoing(config: Config, outbox: OutboxOptions, metrics: Metrics): Outgoing {
  const { delivery, allow, ...bounds } = outgoingOf(config);
  const keep: Capture = (request) => {
    metrics.captured(request.origin.kind);
    return capture(outbox, request);
  };
  return new Outgoing({
    ...bounds,
    allow: config.mode === 'development' ? [...allow, 'loopback'] : allow,
    capture: delivery === 'capture' ? keep : undefined,
  });
}

export function outgoingOf({ outgoing, mode }: Config): OutgoingConfig {
  return outgoing ?? usualOutgoing(mode);
}
