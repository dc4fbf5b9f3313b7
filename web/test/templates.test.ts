import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type Story, tellStory } from '../../server/test/support/story.ts';
import { BLANK } from '../src/flows-page/new/blank.ts';
import { TEMPLATES } from '../src/flows-page/templates/list.ts';
import type { Ask } from '../src/flows-page/templates/shape.ts';

let story: Story;
let things: Readonly<Record<Ask['kind'], string>>;

beforeAll(async () => {
  story = await tellStory();
  const { post } = story.millrace;
  const made = async (path: string, body: Body): Promise<string> => {
    const { status, body: answer } = await post(path, body);
    expect(status, JSON.stringify(answer)).toBeLessThan(300);
    return answer.id;
  };
  const email = await made('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    from: { fromName: 'Team', replyTo: 'team@engines.example' },
    content: { widgets: { body: { type: 'module', body: { html: '<p>Hello.</p>' } } } },
  });
  await post(`/marketing/v3/emails/${email}/publish`);
  const form = await made('/marketing/v3/forms', { name: 'Ask us', formType: 'hubspot', fieldGroups: [] });
  const date = { name: 'renewal', label: 'Renewal', type: 'date', fieldType: 'date' };
  await post('/crm/v3/properties/contacts', { ...date, groupName: 'contactinformation' });
  things = { form, email, dealStage: 'closedwon', contactDate: 'renewal', objectType: '0-1' };
});
afterAll(() => story.stop());

test.each([BLANK, ...TEMPLATES])(
  '$name: what it makes is saved, and lint has but remarks',
  async ({ asks, body }) => {
    const flow = body(Object.fromEntries(asks.map(({ key, kind }) => [key, things[kind]])));
    const linted = await story.millrace.post('/millrace/v1/flows/lint', flow);
    const findings: Body[] = linted.body.results;
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(linted.body.problems).toEqual([]);
    const saved = await story.millrace.post('/automation/v4/flows', flow);
    expect(saved.status, JSON.stringify(saved.body)).toBe(201);
    const on = await story.millrace.post(`/millrace/v1/flows/${saved.body.id}/turn-on`);
    expect(on.status, JSON.stringify(on.body)).toBe(200);
  },
);

test('each has an id of its own', () => {
  expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(TEMPLATES.length);
});
