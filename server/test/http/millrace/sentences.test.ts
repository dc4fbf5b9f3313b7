import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, sendEmail, setProperty } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

/** Where an answer tells of a flow, it does so in sentences, with the names of what the flow mentions. */
let story: Story;
let list: string;
let email: string;
beforeAll(async () => {
  story = await tellStory();
  const made = await story.millrace.post('/crm/v3/lists', {
    name: 'Customers of ours',
    objectTypeId: '0-1',
    processingType: 'MANUAL',
  });
  list = made.body.list.listId;
  const mail = await story.millrace.post('/marketing/v3/emails', { name: 'Welcome 2', subject: 'Hello' });
  email = mail.body.id;
});
afterAll(() => story.stop());

const inList = (listId: string) => ({ filterType: 'IN_LIST', listId, operator: 'IN_LIST' });
const stageIs = (...values: string[]) => ({
  filterType: 'PROPERTY',
  property: 'lifecyclestage',
  operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values },
});
const byFilters = (...filters: object[]) => ({
  type: 'LIST_BASED',
  shouldReEnroll: false,
  unEnrollObjectsNotMeetingCriteria: false,
  listFilterBranch: {
    filterBranchType: 'OR',
    filters: [],
    filterBranches: [{ filterBranchType: 'AND', filterBranches: [], filters }],
  },
  reEnrollmentTriggersFilterBranches: [],
});

test('revisions have a summary of what each changed, and two of any are compared in sentences', async () => {
  const actions = inARow(delayMinutes(10_080), setProperty('lifecyclestage', 'lead'));
  const flow = await story.givenFlow(contactFlow(actions));
  await story.changeFlow(flow, (body) => {
    body.actions[0].fields.delta = '4320';
    return body;
  });
  await story.changeFlow(flow, (body) => {
    body.actions[1].connection = { edgeType: 'STANDARD', nextActionId: '3' };
    const sent = { actionId: '3', ...sendEmail(email) };
    return { ...body, actions: [...body.actions, sent], suppressionListIds: [Number(list)] };
  });
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flow}/revisions`);
  expect(body.results.map(({ summary }: Body) => summary)).toEqual([
    [
      'Suppression: contacts in the list Customers of ours are kept out, and leave',
      'Added Send email Welcome 2 after 2',
    ],
    ['Delay 1: wait 3 days instead of 7 days'],
    null,
  ]);
  const page = await story.millrace.get(`/millrace/v1/flows/${flow}/revisions?limit=1`);
  expect(page.body.results.map(({ summary }: Body) => summary.length)).toEqual([2]);
  const diff = await story.millrace.get(`/millrace/v1/flows/${flow}/diff?from=3&to=1`);
  expect(diff.body.sentences).toEqual([
    'Suppression removed: contacts in the list Customers of ours are kept out, and leave',
    'Removed Send email Welcome 2 (3)',
    'Delay 1: wait 7 days instead of 3 days',
  ]);
});

test('a preview of an edit has the sentences of the edit, and of the actions that records stand at', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(10_080), setProperty('city', 'Ulm'))));
  await story.enroll(flow, await story.givenContact());
  await story.settle();
  const { body } = await story.millrace.get(`/automation/v4/flows/${flow}`);
  body.actions[0].fields.delta = '60';
  const preview = await story.millrace.post(`/millrace/v1/flows/${flow}/edit-preview`, body);
  expect(preview.body.diff.sentences).toEqual(['Delay 1: wait 1 hour instead of 7 days']);
  expect(preview.body.actions).toMatchObject([{ actionId: '1', waiting: 1, sentence: 'Wait 7 days' }]);
});

test('a finding says what the action does that it is about', async () => {
  const body = contactFlow(inARow(delayMinutes(60), sendEmail('404')));
  const { body: linted } = await story.millrace.post('/millrace/v1/flows/lint', body);
  const about = linted.results.map(({ path, about }: Body) => [path.split('.')[0], about]);
  expect(about).toContainEqual(['actions[1]', 'Send email 404']);
  const flow = await story.givenFlow(body);
  const saved = await story.millrace.get(`/millrace/v1/flows/${flow}/lint`);
  expect(saved.body.results.map(({ about }: Body) => about)).toContain('Send email 404');
});

describe('an explanation', () => {
  test('says each rule that the flow has, and each line of its criteria', async () => {
    const criteria = byFilters(stageIs('lead', 'customer'), inList(list));
    const goal = { filterBranchType: 'AND', filterBranches: [], filters: [stageIs('customer')] };
    const more = { goalFilterBranch: goal };
    const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(1)), criteria, more));
    const contact = await story.givenContact({ lifecyclestage: 'lead' });
    const { body } = await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${contact}`);
    const [whole] = [body.criteria.sentence];
    expect(whole).toBe(
      'Lifecycle Stage is any of Lead or Customer and the contact is in the list Customers of ours',
    );
    const [branch] = body.criteria.filterBranches;
    expect(branch.filters.map(({ sentence, verdict }: Body) => [verdict, sentence])).toEqual([
      ['MET', 'Lifecycle Stage is any of Lead or Customer'],
      ['NOT_MET', 'The contact is in the list Customers of ours'],
    ]);
    const rules = Object.fromEntries(body.rules.map(({ rule, sentence }: Body) => [rule, sentence]));
    expect(rules.CRITERIA).toBe(
      'Contacts enroll when Lifecycle Stage is any of Lead or Customer and the contact is in the list Customers of ours',
    );
    expect(rules.GOAL_NOT_MET).toBe('Contacts leave when the goal is reached: Lifecycle Stage is Customer');
    expect(rules.FLOW_ON).toBeUndefined();
  });

  test('of a step says the filters of each branch', async () => {
    const branch = {
      type: 'LIST_BRANCH',
      listBranches: [
        {
          branchName: 'Customers',
          filterBranch: { filterBranchType: 'AND', filterBranches: [], filters: [stageIs('customer')] },
        },
      ],
    };
    const flow = await story.givenFlow(contactFlow(inARow(branch)));
    await story.enroll(flow, await story.givenContact({ lifecyclestage: 'customer' }));
    await story.settle();
    const { id } = (await story.enrollments(flow))[0];
    const { body } = await story.millrace.get(`/millrace/v1/enrollments/${id}/steps/1/explanation`);
    expect(body.decision.branches[0]).toMatchObject({
      name: 'Customers',
      criteria: {
        sentence: 'Lifecycle Stage is Customer',
        filters: [{ sentence: 'Lifecycle Stage is Customer' }],
      },
    });
  });

  test('has the id of what its caller may not see the name of', async () => {
    const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(1)), byFilters(inList(list))));
    const contact = await story.givenContact();
    const scopes = ['automation', 'crm.objects.contacts.read'];
    const made = await story.millrace.post('/millrace/v1/tokens', { name: 'narrow', scopes });
    const headers = { authorization: `Bearer ${made.body.token}` };
    const path = `/millrace/v1/flows/${flow}/explain?objectId=${contact}`;
    const { status, body } = await story.millrace.call('GET', path, undefined, headers);
    expect([status, body.criteria.sentence]).toEqual([200, `The contact is in the list ${list}`]);
  });
});
