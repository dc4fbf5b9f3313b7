import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { millraceIn } from './run.ts';

describe('flows and the clock, from the command line', () => {
  let server: Millrace;
  let millrace: ReturnType<typeof millraceIn>;
  let id: string;
  beforeAll(async () => {
    server = await startMillrace();
    millrace = millraceIn({ MILLRACE_URL: server.url, MILLRACE_TOKEN: server.token });
    const body = await readFile(new URL('../../examples/form-ticket-email.json', import.meta.url), 'utf8');
    id = (await server.post('/automation/v4/flows', body)).body.id;
  });
  afterAll(() => server.stop());

  it('are listed, shown in sentences or as they are, turned on and off, paused and resumed', async () => {
    expect((await millrace(['flows', 'list'])).out).toMatch(
      /id +name +state.*\n\d+ +Demo request follow-up +on/,
    );
    const shown = await millrace(['flows', 'show', 'demo request FOLLOW-UP']);
    expect(shown.out).toContain('#2  Delay: Wait 1 day');
    const { out } = await millrace(['flows', 'show', id, '--json']);
    expect(JSON.parse(out)).toEqual((await server.get(`/automation/v4/flows/${id}`)).body);
    expect((await millrace(['flows', 'off', id])).out).toContain('is off');
    expect((await millrace(['flows', 'list', '--state', 'off', '--json'])).out).toContain(`"id": "${id}"`);
    expect(await millrace(['flows', 'on', id])).toMatchObject({ code: 0 });
    expect(await millrace(['flows', 'pause', id, '--reason', 'a look first'])).toMatchObject({ code: 0 });
    expect((await millrace(['flows', 'list'])).out).toContain('paused');
    expect((await millrace(['flows', 'resume', id])).out).toContain('goes on');
  });

  it('say what is wrong: a flow that is not there, a name that two bear, a word that is none', async () => {
    expect(await millrace(['flows', 'show', 'Nothing'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('"Nothing"'),
    });
    const { body } = await server.get(`/automation/v4/flows/${id}`);
    const { id: _, revisionId, createdAt, updatedAt, ...copy } = body;
    await server.post('/automation/v4/flows', { ...copy, isEnabled: false });
    const two = await millrace(['flows', 'off', 'Demo request follow-up']);
    expect(two).toMatchObject({ code: 1, err: expect.stringContaining(id) });
    expect((await millrace(['flows', 'list', '--state', 'asleep'])).err).toContain('"ASLEEP"');
    expect(await millrace(['flows', 'resume', id, '--per-minute', 'few'])).toMatchObject({ code: 2 });
    expect(await millrace(['flows', 'lst'])).toMatchObject({ code: 2, err: expect.stringContaining('list') });
    const { body: few } = await server.post('/millrace/v1/tokens', { name: 'few', scopes: ['forms'] });
    const refused = await millraceIn({ MILLRACE_URL: server.url, MILLRACE_TOKEN: few.token })([
      'flows',
      'list',
    ]);
    expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('automation') });
  });

  it('move the clock for a time or to an instant, and never both', async () => {
    const { now } = JSON.parse((await millrace(['clock', '--json'])).out);
    const moved = JSON.parse((await millrace(['clock', 'advance', 'P1D', '--json'])).out);
    expect(Date.parse(moved.now) - Date.parse(now)).toBeGreaterThanOrEqual(86_400_000);
    expect((await millrace(['clock', 'advance', '--to', '2031-01-01T00:00:00Z'])).out).toContain(
      '2031-01-01',
    );
    expect((await millrace(['clock', 'settle'])).out).toContain('Nothing is due');
    for (const args of [[], ['P1D', '--to', '2032-01-01T00:00:00Z']])
      expect(await millrace(['clock', 'advance', ...args])).toMatchObject({ code: 2, out: '' });
    expect((await millrace(['clock', 'advance', 'soon'])).err).toContain('"soon"');
  });
});
