import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowBody } from '../../core/flow/definition/arbitrary.test-support.ts';
import { inAnotherAccount, type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { adviceOn } from '../files/advice.ts';
import { applyPlan, Drift } from '../files/apply.ts';
import { writeFlows } from '../files/folder.ts';
import { makePlan } from '../files/plan.ts';
import { pull } from '../files/pull.ts';
import { sayPlan } from '../files/say-plan.ts';
import { Target } from '../target/target.ts';

const FLOWS = 200;

describe('applying', () => {
  let server: Millrace;
  let folder: string;
  beforeAll(async () => {
    server = await startMillrace();
    folder = await mkdtemp(path.join(tmpdir(), 'millrace-apply-'));
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const target = ({ url, token }: Millrace, name: string) => new Target({ name, url, token });
  const never = new AbortController().signal;
  const empty = (name: string, isEnabled = false) => ({
    name,
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    isEnabled,
    actions: [],
  });
  const filesOf = (bodies: readonly ReturnType<typeof empty>[]) =>
    bodies.map((body) => ({ name: body.name, body }));

  it(`a portal of ${FLOWS} flows of every kind comes back byte for byte`, async () => {
    const [from, to] = [await inAnotherAccount(server, 'From'), await inAnotherAccount(server, 'To')];
    const bodies = fc.sample(flowBody, { numRuns: FLOWS, seed: 7 });
    for (const [at, body] of bodies.entries()) {
      const made = await from.post('/automation/v4/flows', { ...body, name: `Flow ${at}` });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
    }
    const [one, inYaml] = [path.join(folder, 'one'), path.join(folder, 'one-in-yaml')];
    expect(await pull(target(from, 'from'), one, [], 'json')).toMatchObject({ flows: FLOWS, left: 0 });
    await pull(target(from, 'from'), inYaml, [], 'yaml');
    const planning = await makePlan(target(to, 'to'), inYaml, false);
    await applyPlan(target(to, 'to'), planning, never, () => undefined);
    for (const folderOfAny of [one, inYaml])
      expect((await makePlan(target(to, 'to'), folderOfAny, false)).plan).toMatchObject({
        steps: [],
        unchanged: FLOWS,
      });
    const two = path.join(folder, 'two');
    await pull(target(to, 'to'), two, [], 'yaml');
    const texts = async (at: string) =>
      Promise.all(
        (await readdir(at))
          .filter((file) => file.endsWith('.flow.yaml'))
          .map(async (file) => [file, await readFile(path.join(at, file), 'utf8')]),
      );
    expect(await texts(two)).toEqual(await texts(inYaml));
    expect(await texts(two)).toHaveLength(FLOWS);
    expect(await pull(target(to, 'to'), inYaml, [], 'json')).toMatchObject({ written: [] });
  });

  it('stops before a flow that somebody has changed since the plan, and leaves it as it is', async () => {
    const account = await inAnotherAccount(server, 'Drift');
    const to = target(account, 'drift');
    const at = path.join(folder, 'drift');
    const made = await account.post('/automation/v4/flows', empty('Moved'));
    await writeFlows(at, [], filesOf([empty('Moved', true)]));
    const planning = await makePlan(to, at, false);
    expect(planning.plan.steps).toMatchObject([{ kind: 'UPDATE' }]);
    const { id, revisionId } = made.body;
    const other = { ...empty('Moved'), revisionId, description: 'Somebody else was here' };
    expect((await account.put(`/automation/v4/flows/${id}`, other)).status).toBe(200);
    await expect(applyPlan(to, planning, never, () => undefined)).rejects.toThrow(Drift);
    expect((await account.get(`/automation/v4/flows/${id}`)).body).toMatchObject({
      isEnabled: false,
      description: 'Somebody else was here',
    });
  });

  it('tells what would fail, and what becomes of those who are inside', async () => {
    const account = await inAnotherAccount(server, 'Advice');
    const to = target(account, 'advice');
    const at = path.join(folder, 'advice');
    const delay = (minutes: string) => ({
      type: 'SINGLE_CONNECTION' as const,
      actionId: '1',
      actionTypeId: '0-1',
      actionTypeVersion: 0,
      fields: { delta: minutes, time_unit: 'MINUTES' },
      connection: { edgeType: 'STANDARD', nextActionId: '2' },
    });
    const sets = (property_name: string) => ({
      type: 'SINGLE_CONNECTION' as const,
      actionId: '2',
      actionTypeId: '0-5',
      actionTypeVersion: 0,
      fields: { property_name, value: { type: 'STATIC_VALUE', staticValue: 'x' } },
    });
    const body = (minutes: string, property: string) => ({
      ...empty('Waits', true),
      enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
      startActionId: '1',
      actions: [delay(minutes), sets(property)],
    });
    const { body: made } = await account.post('/automation/v4/flows', body('600', 'city'));
    const { body: contact } = await account.post('/crm/v3/objects/contacts', {
      properties: { city: 'Bern' },
    });
    await account.post(`/millrace/v1/flows/${made.id}/enrollments`, { objectIds: [contact.id] });
    await account.post('/millrace/v1/clock/settle');
    await writeFlows(at, [], [{ name: 'Waits', body: body('1', 'nobody_has_made_this') as never }]);
    const planning = await makePlan(to, at, false);
    const advice = (await adviceOn(to, planning)).get('Waits')!;
    expect(advice.findings.join('\n')).toContain('nobody_has_made_this');
    expect(advice.standing.join('\n')).toMatch(/1 at action 1/);
    expect(sayPlan(planning.plan, to, new Map([['Waits', advice]])).join('\n')).toContain('1 at action 1');
  });

  it('that is stopped between two flows is ended by another run, and nothing is made twice', async () => {
    const account = await inAnotherAccount(server, 'Stopped');
    const to = target(account, 'stopped');
    const at = path.join(folder, 'stopped');
    await writeFlows(at, [], filesOf(['A', 'B', 'C'].map((name) => empty(name))));
    const stop = new AbortController();
    const stopped = applyPlan(to, await makePlan(to, at, false), stop.signal, () => stop.abort());
    await expect(stopped).rejects.toThrow('run it again');
    const names = async () =>
      (await account.get('/automation/v4/flows')).body.results.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['A']);
    await applyPlan(to, await makePlan(to, at, false), never, () => undefined);
    expect((await names()).toSorted()).toEqual(['A', 'B', 'C']);
  });
});
