import { z } from 'zod';
import { noteAudit } from '../../audit/index.ts';
import { passageAnswer, presentPassage, requireEnrollment } from '../../enrollments/index.ts';
import { requireFlow } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import type { PauseScope } from '../../pauses/index.ts';
import { type App, authorOf, type Caller, conflict } from '../../platform/index.ts';
import { stateAnswer } from '../answers.ts';
import { id, pausing, resuming } from '../inputs.ts';
import { pacedFrom } from '../pace.ts';
import { pauseEnrollments } from '../pause-enrollments.ts';
import { byWhom, pauseScope, resumeScope } from '../pause-scope.ts';
import { readState } from '../read-state.ts';
import { resumeEnrollments } from '../resume-enrollments.ts';

const config = { scopes: ['automation'] };
/** Stopping everything is for administrators. */
const ofAdministrators = { scopes: ['millrace.admin'] };

/** A thing that can be paused, at its own address: who may, and what a request is about. */
interface Pausable {
  readonly url: string;
  readonly name: string;
  readonly config: { readonly scopes: string[] };
  readonly params: z.ZodObject<Record<string, typeof id>>;
  /** What the request is about, once the caller may do this with it. */
  scopeOf(
    caller: Caller,
    params: Readonly<Record<string, string>>,
    access: 'read' | 'write',
  ): Promise<PauseScope>;
}

/** Pause, resume and state of a flow and of the account, and of an enrollment by itself. */
export function pauseRoutes(app: App, store: Store): void {
  pausable(app, store, {
    url: '/millrace/v1/flows/:flowId',
    name: 'a flow',
    config,
    params: z.object({ flowId: id }),
    async scopeOf(caller, { flowId }, access) {
      await requireFlow(store.sql, caller, flowId!, access);
      return { flowId: flowId! };
    },
  });
  pausable(app, store, {
    url: '/millrace/v1/account',
    name: 'the account',
    config: ofAdministrators,
    params: z.object({}),
    scopeOf: async () => 'ACCOUNT',
  });
  enrollmentPauses(app, store);
}

function pausable(app: App, store: Store, { url, name, config, params, scopeOf }: Pausable): void {
  const state = (caller: Caller, scope: PauseScope) => readState(store.sql, caller.accountId, scope);

  const read = { summary: `Read whether ${name} is paused`, params, response: { 200: stateAnswer } };
  app.get(`${url}/state`, { config: { scopes: ['automation'] }, schema: read }, async ({ caller, params }) =>
    state(caller, await scopeOf(caller, params, 'read')),
  );

  const pause = {
    summary: `Pause ${name}: nothing goes on, and what falls due is kept`,
    params,
    body: pausing,
    response: { 200: stateAnswer },
  };
  app.post(`${url}/pause`, { config, schema: pause }, async ({ caller, params, body }) => {
    const scope = await scopeOf(caller, params, 'write');
    await pauseScope(store, caller, scope, { time: body.time, reason: body.reason ?? null });
    return state(caller, scope);
  });

  const resume = {
    summary: `Resume ${name}: what fell due meanwhile comes at a pace`,
    params,
    body: resuming,
    response: { 202: stateAnswer },
  };
  app.post(`${url}/resume`, { config, schema: resume }, async ({ caller, params, body }, reply) => {
    const scope = await scopeOf(caller, params, 'write');
    const { job } = await resumeScope(store, caller, scope, body.perMinute);
    return reply.code(202).send({ ...(await state(caller, scope)), jobId: job.id });
  });
}

function enrollmentPauses(app: App, store: Store): void {
  const url = '/millrace/v1/enrollments/:enrollmentId';
  const params = z.object({ enrollmentId: id });
  const shown = async (caller: Caller, enrollmentId: string) =>
    presentPassage(store, caller, await requireEnrollment(store, caller, enrollmentId, 'read'));

  const pause = {
    summary: 'Pause an enrollment by itself',
    params,
    body: pausing,
    response: { 200: passageAnswer },
  };
  app.post(`${url}/pause`, { config, schema: pause }, async ({ caller, params: { enrollmentId }, body }) => {
    const { flowId, pausedBy } = await requireEnrollment(store, caller, enrollmentId, 'write');
    const { time, reason = null } = body;
    await store.write(caller.accountId, async (unit) => {
      const by = authorOf(caller);
      const outcomes = await pauseEnrollments(unit, [{ flowId, id: enrollmentId }], { time, reason }, by);
      const outcome = outcomes.get(enrollmentId);
      if (outcome === 'ENDED') throw hasEnded(enrollmentId);
      if (outcome === 'ALREADY_PAUSED') {
        const own = pausedBy.find(({ scope }) => scope === 'ENROLLMENT');
        const since = own ? `, since ${own.since}${byWhom(own.by)}` : '';
        throw conflict(`The enrollment ${enrollmentId} is paused already${since}.`);
      }
      const summary = `Paused the enrollment ${enrollmentId} in flow ${flowId}.`;
      await noteAudit(unit, caller, {
        kind: 'ENROLLMENT_PAUSED',
        id: enrollmentId,
        summary,
        detail: { flowId, time, reason },
      });
    });
    return shown(caller, enrollmentId);
  });

  const resume = {
    summary: 'Resume an enrollment that is paused by itself',
    params,
    response: { 200: passageAnswer },
  };
  app.post(`${url}/resume`, { config, schema: resume }, async ({ caller, params: { enrollmentId } }) => {
    const { flowId } = await requireEnrollment(store, caller, enrollmentId, 'write');
    await store.write(caller.accountId, async (unit) => {
      const keys = [{ flowId, id: enrollmentId }];
      const at = pacedFrom(unit.account.now, 1);
      const { outcomes } = await resumeEnrollments(unit, keys, authorOf(caller), at);
      const outcome = outcomes.get(enrollmentId);
      if (outcome === 'ENDED') throw hasEnded(enrollmentId);
      if (outcome === 'NOT_PAUSED') throw conflict(`The enrollment ${enrollmentId} is not paused by itself.`);
      const summary = `Resumed the enrollment ${enrollmentId} in flow ${flowId}.`;
      await noteAudit(unit, caller, {
        kind: 'ENROLLMENT_RESUMED',
        id: enrollmentId,
        summary,
        detail: { flowId },
      });
    });
    return shown(caller, enrollmentId);
  });
}

function hasEnded(enrollmentId: string) {
  return conflict(`The enrollment ${enrollmentId} has ended.`);
}
