import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactFlow, delayMinutes, inARow, is, whenMet } from '../../server/test/support/flow-bodies.ts';
import { type Story, tellStory } from '../../server/test/support/story.ts';
import { millraceIn } from './run.ts';

describe('explain, simulate and lint, from the command line', () => {
  let story: Story;
  let millrace: ReturnType<typeof millraceIn>;
  let folder: string;
  const body = { ...contactFlow(inARow(delayMinutes(1440)), whenMet([is('city', 'Nice')])), name: 'A day' };
  beforeAll(async () => {
    story = await tellStory();
    const { url, token } = story.millrace;
    millrace = millraceIn({ MILLRACE_URL: url, MILLRACE_TOKEN: token });
    await story.givenContact({ email: 'ada@engines.example', city: 'Lyon' });
    await story.givenFlow(body);
    folder = await mkdtemp(path.join(tmpdir(), 'millrace-flows-'));
  });
  afterAll(async () => {
    await story.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const fileOf = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };

  it('say why a record is not in a flow, and what would have to change', async () => {
    const { code, out } = await millrace(['explain', 'A day', 'ada@engines.example']);
    expect(code).toBe(0);
    expect(out).toMatch(/- City is Nice\n +has Lyon/);
    expect(out).toMatch(/What would have to change:\n +- .*Nice/);
    const { rules } = JSON.parse((await millrace(['explain', 'A day', 'ada@engines.example', '--json'])).out);
    expect(rules.map((each: { rule: string }) => each.rule)).toContain('CRITERIA');
    expect(await millrace(['explain', 'A day', 'nobody@engines.example'])).toMatchObject({ code: 1 });
    expect((await millrace(['explain', 'A day', '1', '--at', 'then'])).err).toContain('"then"');
  });

  it('say what would become of a record, there or made up, in a flow, saved or in a file', async () => {
    const kept = await millrace(['simulate', 'A day', '--record', 'ada@engines.example']);
    expect(kept.out).toMatch(/^It would not come in\.\n[\s\S]*- City is Nice\n +has Lyon/);
    const byHand = ['simulate', 'A day', '--record', 'ada@engines.example', '--by-hand'];
    expect((await millrace(byHand)).out).toMatch(
      /It comes in\n.*#1 Wait 1 day: Done\n.*Completed: it came to the end of its path\n$/,
    );
    const file = await fileOf('a-day.json', JSON.stringify(body));
    const madeUp = await millrace([
      ...['simulate', file, '--properties', 'city=Nice', 'firstname=a=b', '--start', '2027-03-27T09:00:00Z'],
    ]);
    expect(madeUp).toMatchObject({ code: 0, err: '' });
    expect(madeUp.out).toMatch(/27 March 2027.*It comes in\n28 March 2027.*#1 Wait 1 day: Done/);
    const short = await millrace([...byHand, '--until', '2026-01-01T00:00:00Z', '--json']);
    expect(short.err + short.out).toContain('until');
    for (const args of [[], ['--properties', 'city'], ['--record', '1', '--properties', 'city=Nice']])
      expect(await millrace(['simulate', 'A day', ...args]), args.join(' ')).toMatchObject({
        code: 2,
        out: '',
      });
  });

  it('say what is wrong with a flow or a file, and end with status 1 for an error', async () => {
    expect(await millrace(['lint', 'A day'])).toMatchObject({ code: 0 });
    const example = await readFile(new URL('../../examples/form-ticket-email.json', import.meta.url), 'utf8');
    const file = await fileOf('example.json', example);
    const found = await millrace(['lint', file]);
    expect(found).toMatchObject({ code: 1, out: expect.stringMatching(/^error: .*\n {2}\S/m) });
    expect(JSON.parse((await millrace(['lint', file, '--json'])).out).results.length).toBeGreaterThan(0);
    const wrong = await fileOf('wrong.json', JSON.stringify({ ...body, objectTypeId: 7 }));
    expect(await millrace(['lint', wrong])).toMatchObject({ code: 1 });
    for (const [name, text, says] of [
      ['half.json', '{"name": ', 'no JSON'],
      ['list.json', '[]', 'no flow'],
    ] as const)
      expect(await millrace(['lint', await fileOf(name, text)])).toMatchObject({
        code: 1,
        err: expect.stringContaining(says),
      });
    expect((await millrace(['lint', path.join(folder, 'gone.json')])).err).toContain('There is no file');
  });
});
