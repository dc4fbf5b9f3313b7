import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const FLOWS = '/automation/v4/flows';

async function listed(
  path: string,
): Promise<{ ids: string[]; next: { after: string; link: string } | undefined }> {
  const { status, body } = await millrace.get(path);
  expect(status).toBe(200);
  return { ids: body.results.map((row: { id: string }) => row.id), next: body.paging?.next };
}

test('pages follow one another by their links, a hundred flows each unless less is asked for', async () => {
  expect((await millrace.get(FLOWS)).body).toEqual({ results: [] });
  const ids: string[] = [];
  for (let index = 0; index < 103; index++) {
    const body = { type: 'PLATFORM_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-3' };
    ids.push((await millrace.post(FLOWS, body)).body.id);
  }
  const first = await listed(FLOWS);
  expect(first.ids).toEqual(ids.slice(0, 100));
  expect(first.next!.after).toBe(ids[99]);
  const second = await listed(first.next!.link.replace(millrace.url, ''));
  expect(second).toEqual({ ids: ids.slice(100), next: undefined });

  const beta = await listed('/automation/2026-09-beta/flows?limit=2');
  expect(beta.ids).toEqual(ids.slice(0, 2));
  expect(beta.next!.link).toBe(`${millrace.url}/automation/2026-09-beta/flows?limit=2&after=${ids[1]}`);

  await millrace.delete(`${FLOWS}/${ids[1]}`);
  expect((await listed(`${FLOWS}?limit=2`)).ids).toEqual([ids[0], ids[2]]);
});

test('many who ask at a time are each answered as if they had asked alone, and after a save with what was saved', async () => {
  const { ids } = await listed(FLOWS);
  const paths = ['', '?limit=1', '?limit=7', `?after=${ids[3]}`, `?limit=1&after=${ids[3]}`].flatMap(
    (query) => ['v4', '2026-09-beta'].map((version) => `/automation/${version}/flows${query}`),
  );
  const alone = new Map<string, unknown>();
  for (const path of paths) alone.set(path, await listed(path));
  const asked = Array.from({ length: 60 }, (_, index) => paths[index % paths.length]!);
  const found = await Promise.all(asked.map(listed));
  expect(found).toEqual(asked.map((path) => alone.get(path)));

  const [gone] = ids;
  await Promise.all([
    millrace
      .delete(`${FLOWS}/${gone}`)
      .then(async () => expect((await listed(FLOWS)).ids).not.toContain(gone)),
    ...asked.map(listed),
  ]);
});

test('a row that was listed before says what was saved since: by whichever way, under every version', async () => {
  const { body: flow } = await millrace.post(FLOWS, {
    name: 'First',
    type: 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-3',
    isEnabled: false,
  });
  const rows = () =>
    Promise.all(
      ['v4', '2026-09-beta'].map(async (version) => {
        const { body } = await millrace.get(`/automation/${version}/flows?after=${BigInt(flow.id) - 1n}`);
        return body.results[0];
      }),
    );
  const expectRows = async (members: object) =>
    expect(await rows()).toEqual([expect.objectContaining(members), expect.objectContaining(members)]);

  await expectRows({ id: flow.id, name: 'First', isEnabled: false, revisionId: '1' });
  const renamed = { ...flow, name: 'Second' };
  await millrace.put(`${FLOWS}/${flow.id}`, renamed);
  await expectRows({ name: 'Second', isEnabled: false, revisionId: '2' });
  await millrace.post(`/millrace/v1/flows/${flow.id}/turn-on`);
  await expectRows({ name: 'Second', isEnabled: true, revisionId: '3' });
  await millrace.post(`/millrace/v1/flows/${flow.id}/revisions/1/restore?currentRevisionId=3`);
  await expectRows({ name: 'First', revisionId: '4' });

  await millrace.delete(`${FLOWS}/${flow.id}`);
  expect(await rows()).toEqual([undefined, undefined]);
  expect((await millrace.post(`/millrace/v1/flows/${flow.id}/undelete`)).status).toBe(200);
  await expectRows({ name: 'First', isEnabled: false });
});

test('a row says what the flow is at a glance', async () => {
  const { body: made } = await millrace.post(FLOWS, {
    name: 'Seen',
    uuid: 'a-readable-slug',
    type: 'CONTACT_FLOW',
    flowType: 'ACTION_SET',
    objectTypeId: '0-1',
    isEnabled: true,
  });
  await millrace.put(`${FLOWS}/${made.id}`, made);
  const { results } = (await millrace.get(`${FLOWS}?after=${BigInt(made.id) - 1n}`)).body;
  expect(results).toEqual([
    {
      id: made.id,
      name: 'Seen',
      uuid: 'a-readable-slug',
      type: 'CONTACT_FLOW',
      flowType: 'ACTION_SET',
      objectTypeId: '0-1',
      isEnabled: true,
      revisionId: '2',
      createdAt: made.createdAt,
      updatedAt: expect.any(String),
    },
  ]);
});

test.each(['limit=0', 'limit=101', 'limit=ten', 'after=x'])('%s is refused', async (query) => {
  const answer = await millrace.get(`${FLOWS}?${query}`);
  expect([answer.status, answer.body.errors[0].in]).toEqual([400, query.split('=')[0]]);
});
