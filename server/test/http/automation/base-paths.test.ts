import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, inARow, sendEmail } from '../../support/flow-bodies.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let flowId: string;
beforeAll(async () => {
  story = await tellStory({ role: 'api' });
  flowId = await story.givenFlow(contactFlow(inARow(sendEmail('70010001'))));
});
afterAll(() => story.stop());

test.each(['/automation/v4', '/automation/2026-09-beta', '/automation/v4/2026-09-beta'])(
  '%s lists the emails that a flow sends',
  async (base) => {
    const { status, body } = await story.millrace.get(`${base}/flows/email-campaigns?flowId=${flowId}`);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([{ flowId, emailContentId: '70010001' }]);
  },
);
