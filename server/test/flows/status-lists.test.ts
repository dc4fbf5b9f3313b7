import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  sendEmail,
  setProperty,
  to,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList, inList, membersOf } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

const KINDS = ['WORKFLOWS_ENROLLMENT', 'WORKFLOWS_ACTIVE', 'WORKFLOWS_COMPLETED', 'WORKFLOWS_GOAL'] as const;

let story: Story;
/** Contacts by what the flow made of each. */
let contacts: Record<'never' | 'refused' | 'active' | 'completed' | 'metGoal' | 'putOut', string>;
/** Lists that were there before anything happened, by what they ask. */
const keptLists: Record<string, string> = {};
let flow: string;

const asks = (kind: string) => inList(flow, 'IN_LIST', { id: flow, inListType: kind });
const namesOf = (ids: readonly string[]) =>
  Object.entries(contacts)
    .filter(([, id]) => ids.includes(id))
    .map(([name]) => name);

/** Only those count for a goal to whom the flow has sent a mail. */
async function givenEmail(): Promise<string> {
  const { body } = await story.millrace.post('/marketing/v3/emails', { name: 'Mail', subject: 'Mail' });
  await story.millrace.post(`/marketing/v3/emails/${body.id}/publish`);
  return body.id;
}

beforeAll(async () => {
  story = await tellStory();
  flow = await story.givenFlow(
    contactFlow(inARow(sendEmail(await givenEmail()), delayMinutes(1440)), undefined, {
      goalFilterBranch: anyOf(allOf([is('city', 'Goal')])),
    }),
  );
  for (const kind of KINDS)
    keptLists[kind] = await givenList(story, dynamicList(`kept ${kind}`, [asks(kind)]));
  const given = (properties = {}) => story.givenContact(properties);
  contacts = {
    never: await given(),
    refused: await given({ city: 'Goal' }),
    active: await given(),
    completed: await given(),
    metGoal: await given(),
    putOut: await given(),
  };
  await story.enroll(flow, contacts.completed);
  await story.pass('P1D');
  const refusal = await story.enroll(flow, contacts.refused);
  expect(refusal).toMatchObject([{ outcome: 'GOAL_MET' }]);
  await story.enroll(flow, contacts.active, contacts.metGoal, contacts.putOut);
  await story.change('contacts', contacts.metGoal, { city: 'Goal' });
  await story.millrace.post(`/millrace/v1/flows/${flow}/unenrollments`, { objectIds: [contacts.putOut] });
  await story.settle();
});
afterAll(() => story.stop());

describe.each([
  ['WORKFLOWS_ENROLLMENT', ['active', 'completed', 'metGoal', 'putOut']],
  ['WORKFLOWS_ACTIVE', ['active']],
  ['WORKFLOWS_COMPLETED', ['completed']],
  // A record that is refused because it has met the goal already is not enrolled, and does not count.
  ['WORKFLOWS_GOAL', ['metGoal']],
])('who is in %s', (kind, expected) => {
  test('by a list that changes have kept', async () => {
    expect(namesOf(await membersOf(story, keptLists[kind]!))).toEqual(expected);
  });

  test('by a list that is filled afterwards, in SQL', async () => {
    const list = await givenList(story, dynamicList(`filled ${kind}`, [asks(kind)]));
    expect(namesOf(await membersOf(story, list))).toEqual(expected);
  });

  test("by the preview of a flow's criteria, in SQL", async () => {
    const asking = await story.givenFlow(contactFlow([], whenMet([asks(kind)]), { isEnabled: false }));
    const preview = await story.millrace.get(`/millrace/v1/flows/${asking}/preview`);
    expect(preview.body.matching).toBe(expected.length);
    expect(namesOf(preview.body.sample.map((each: Body) => each.objectId))).toEqual(expected);
  });

  test("by the explanation of a flow's criteria, in memory", async () => {
    const asking = await story.givenFlow(contactFlow([], whenMet([asks(kind)]), { isEnabled: false }));
    const met = [];
    for (const id of Object.values(contacts)) {
      const { body } = await story.millrace.get(`/millrace/v1/flows/${asking}/explain?objectId=${id}`);
      if (body.criteria.verdict === 'MET') met.push(id);
    }
    expect(namesOf(met)).toEqual(expected);
  });

  test('by a branch, whose lookups a batch makes together', async () => {
    const branch = {
      type: 'LIST_BRANCH',
      actionId: '1',
      listBranches: [{ branchName: 'in', filterBranch: anyOf(allOf([asks(kind)])), connection: to('2') }],
      defaultBranchName: 'out',
    };
    const branching = await story.givenFlow(
      contactFlow([branch, { ...setProperty('jobtitle', kind), actionId: '2' }]),
    );
    await story.enroll(branching, ...Object.values(contacts));
    const titles = await Promise.all(
      Object.values(contacts).map(async (id) => ({ id, ...(await story.properties('contacts', id)) })),
    );
    expect(namesOf(titles.filter(({ jobtitle }: Body) => jobtitle === kind).map(({ id }) => id))).toEqual(
      expected,
    );
  });
});
