import { accountRoutes } from '../accounts/index.ts';
import { alertRoutes } from '../alerts/index.ts';
import { appActionRoutes } from '../app-actions/index.ts';
import { auditRoutes } from '../audit/index.ts';
import { codeRoutes } from '../code/index.ts';
import { editPreviewRoutes } from '../edit-preview/index.ts';
import { effectRoutes } from '../effects/index.ts';
import { emailPreviewRoutes } from '../email-preview/index.ts';
import { enrollmentRoutes, passageKeeper, retryHeld } from '../enrollments/index.ts';
import { eventRoutes, visitorKeeper } from '../events/index.ts';
import { clockRoutes } from '../execution/index.ts';
import { automationRoutes, requireFlowRecords, visibleFlows } from '../flows/index.ts';
import { formRoutes, submissionKeeper } from '../forms/index.ts';
import { indexRoutes } from '../indexes/index.ts';
import { jobRoutes } from '../jobs/index.ts';
import { legacyRoutes } from '../legacy/index.ts';
import { listRoutes, membershipKeeper } from '../lists/index.ts';
import { liveRoutes } from '../live/index.ts';
import { mailKeeper, mailRoutes } from '../mail/index.ts';
import { messageKeeper, messageRoutes } from '../messages/index.ts';
import { nameRoutes } from '../names/index.ts';
import { outboxKeeper, outboxRoutes } from '../outbox/index.ts';
import { makeDue } from '../passages/index.ts';
import { peopleRoutes } from '../people/index.ts';
import type { App, Caller } from '../platform/index.ts';
import { addressKeeper, preferenceKeeper, preferenceRoutes } from '../preferences/index.ts';
import { recordRoutes, recordUses } from '../records/index.ts';
import { clientOf } from '../replicas/index.ts';
import { retentionRoutes } from '../retention/index.ts';
import { type Access, guardObjectTypes, schemaRoutes } from '../schema/index.ts';
import { simulationRoutes } from '../simulation/index.ts';
import { singleSendKeeper, singleSendRoutes } from '../single-sends/index.ts';
import { steeringRoutes } from '../steering/index.ts';
import { timelineRoutes } from '../timeline/index.ts';
import { healthRoutes } from './health.ts';
import { JOB_KINDS } from './job-kinds.ts';
import { outgoingOf, type Services } from './services.ts';
import { VERSION } from './version.ts';

/** The list of the routes, feature by feature. */
export function registerRoutes(app: App, services: Services): void {
  const { config, log, sql, store, tokens, secrets, redactorOf, flows, worker } = services;
  auditRoutes(app, sql);
  accountRoutes(app, {
    sql,
    tokens,
    secrets,
    mode: config.mode,
    changeWallClock: services.changeWallClock,
    limits: { burst: config.rateLimits?.burst, ...outgoingOf(config) },
    installation: {
      version: VERSION,
      smtp: config.smtpUrl === undefined ? 'CAPTURED' : 'SET',
      outgoing: outgoingOf(config).delivery === 'capture' ? 'CAPTURED' : 'SENT',
    },
  });
  const keepers = [
    // Effects first: a result that is being stored is waited for, and what it has left is found by the others.
    passageKeeper,
    singleSendKeeper,
    mailKeeper,
    visitorKeeper,
    preferenceKeeper,
    addressKeeper,
    membershipKeeper,
    submissionKeeper,
    outboxKeeper,
    messageKeeper,
  ];
  guardObjectTypes(app);
  recordRoutes(app, store, keepers);
  schemaRoutes(app, sql, recordUses);
  peopleRoutes(app, store);
  eventRoutes(app, store);
  preferenceRoutes(app, store, services.links);
  listRoutes(app, services.lists);
  formRoutes(app, store);
  outboxRoutes(app, sql, outgoingOf(config).delivery === 'capture');
  mailRoutes(app, store, services.links);
  singleSendRoutes(app, store);
  appActionRoutes(app, {
    store,
    secrets,
    redactorOf,
    sandbox: services.sandbox,
    outgoing: services.outgoing,
    observe: (answered, count) => services.metrics.callbacks(answered, count),
    wake: makeDue,
    retryHeld: (accountId, actionTypeId) => store.write(accountId, (unit) => retryHeld(unit, actionTypeId)),
  });
  automationRoutes(app, flows);
  legacyRoutes(app, flows, secrets);
  editPreviewRoutes(app, store);
  enrollmentRoutes(app, store);
  simulationRoutes(app, {
    store,
    secrets,
    redactorOf,
    sandbox: services.sandbox,
    performers: services.performers,
    base: services.links.base,
  });
  timelineRoutes(app, store);
  alertRoutes(app, store);
  retentionRoutes(app, store);
  const flowAccess = {
    open: async (caller: Caller, access: Access) =>
      [...(await visibleFlows(sql, caller, access)).values()].flatMap(({ id, recordsOpen }) =>
        recordsOpen ? [id] : [],
      ),
    require: (caller: Caller, flowId: string, access: Access) =>
      requireFlowRecords(sql, caller, flowId, access, 'any'),
  };
  messageRoutes(app, { store, flows: flowAccess });
  steeringRoutes(app, store);
  effectRoutes(app, { store, wakeEnrollments: makeDue, flows: flowAccess });
  codeRoutes(app, { sql, secrets, redactorOf, sandbox: services.sandbox });
  jobRoutes(app, store, JOB_KINDS);
  indexRoutes(app, store);
  clockRoutes(app, { sql, store, worker, log, hints: services.hints }, config.mode);
  const observer = services.metrics.streams;
  const { replicas } = services;
  const remember = replicas && ((caller: Caller) => replicas.writes.note(clientOf(caller)));
  liveRoutes(app, { store, hints: services.hints, tokens, observer, remember, now: Date.now });
  emailPreviewRoutes(app, sql, services.links.base);
  nameRoutes(app, sql);
  healthRoutes(app, sql, services.metrics);
}
