import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactFlow, inARow, manual } from '../../server/test/support/flow-bodies.ts';
import { type Story, tellStory } from '../../server/test/support/story.ts';
import { millraceIn } from './run.ts';

/** Sends an email that is not there. */
const FAILS = { type: 'SINGLE_CONNECTION', actionTypeId: '0-4', fields: { content_id: '404' } };

describe('errors and revisions, from the command line', () => {
  let story: Story;
  let millrace: ReturnType<typeof millraceIn>;
  let flow: string;
  beforeAll(async () => {
    story = await tellStory();
    const { url, token } = story.millrace;
    millrace = millraceIn({ MILLRACE_URL: url, MILLRACE_TOKEN: token });
    flow = await story.givenFlow({ ...contactFlow(inARow(FAILS), manual), name: 'Letters' });
  });
  afterAll(() => story.stop());

  it('are listed by their cause, and tried again', async () => {
    expect((await millrace(['errors'])).out).toBe('Nothing fails.\n');
    await story.enroll(flow, await story.givenContact());
    await story.settle();
    const { out } = await millrace(['errors', '--flow', 'letters']);
    expect(out).toMatch(/Letters +#1 Send email +[A-Z_]+ +\S.* 1 +1 +20/);
    const [{ reason }] = JSON.parse((await millrace(['errors', 'list', '--json'])).out);
    const retry = ['errors', 'retry', 'Letters', '--action', '1', '--reason', reason];
    expect((await millrace([...retry, '--dry-run'])).out).toContain('It failed for 1.');
    expect(await millrace(retry)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^1 {2}\w/) });
    await story.settle();
    expect(
      (await millrace(['steps', flow, '--outcome', 'failed', '--json'])).out.match(/"at"/g),
    ).toHaveLength(2);
    expect((await millrace(['errors', 'retry', flow, '--action', '9'])).out).toBe('It failed for nobody.\n');
  });

  it('of a flow that was saved wrongly are undone by an earlier revision', async () => {
    const before = JSON.parse((await millrace(['revisions', flow, '--json'])).out);
    await story.changeFlow(flow, (body) => ({ ...body, name: 'Postcards' }));
    const listed = (await millrace(['revisions', flow])).out;
    expect(listed).toMatch(/Revision \d+ {2}\(\S+, on, the current one, saved by .*\)\n {2}\S.*Postcards/);
    const [{ revisionId }] = before;
    const refused = await millrace(['restore', flow, revisionId, '--if-current', revisionId]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect((await millrace(['restore', 'Postcards', revisionId])).out).toContain(
      `Letters is as revision ${revisionId} was`,
    );
    expect((await millrace(['revisions', flow, '--limit', '1'])).out).toContain(
      `as revision ${revisionId} was`,
    );
    expect(await millrace(['restore', flow, '9999'])).toMatchObject({ code: 1, out: '' });
  });
});
