import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

let users = 0;
async function givenUser(more: Body = {}): Promise<{ userId: string; ownerId: string }> {
  const made = await story.millrace.post('/settings/v3/users', {
    email: `user${++users}@example.test`,
    ...more,
  });
  expect(made.status).toBe(201);
  const owner = await story.millrace.get(`/crm/v3/owners/${made.body.id}?idProperty=userId`);
  return { userId: made.body.id, ownerId: owner.body.id };
}

async function givenTeam(name: string): Promise<string> {
  return (await story.millrace.post('/millrace/v1/teams', { name })).body.id;
}

async function givenRotation(fields: Body, ...more: Body[]): Promise<string> {
  return story.givenFlow(contactFlow(inARow(action('0-11', fields), ...more)));
}

/** Who gets so many new contacts, one after another. */
async function given(flowId: string, count: number): Promise<(string | null)[]> {
  const owners: (string | null)[] = [];
  for (let index = 0; index < count; index++) {
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    owners.push((await story.properties('contacts', contact))['hubspot_owner_id'] ?? null);
  }
  return owners;
}

describe('rotate owner', () => {
  test('goes round, and later actions know the owner', async () => {
    const [ada, bob, cora] = [await givenUser(), await givenUser(), await givenUser()];
    const flowId = await givenRotation(
      { user_ids: [ada.userId, bob.userId, cora.userId], target_property: 'hubspot_owner_id' },
      setProperty('message', '{{ action_outputs.action_output_1.hubspot_owner_id }}'),
    );
    expect(await given(flowId, 7)).toEqual(
      [ada, bob, cora, ada, bob, cora, ada].map(({ ownerId }) => ownerId),
    );
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    expect((await story.properties('contacts', contact))['message']).toBe(bob.ownerId);
  });

  test('into a property whose values are unique: the second record fails, visibly, and nobody else is held up', async () => {
    const made = await story.millrace.post('/crm/v3/properties/contacts', {
      name: 'badge',
      label: 'Badge',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
      hasUniqueValue: true,
    });
    expect(made.status).toBe(201);
    const ada = await givenUser();
    const flowId = await givenRotation(
      { user_ids: [ada.userId], target_property: 'badge' },
      setProperty('message', 'after'),
    );
    const contacts = [await story.givenContact(), await story.givenContact()];
    await story.enroll(flowId, ...contacts);
    const left = await Promise.all(contacts.map((contact) => story.properties('contacts', contact)));
    expect(left.map(({ badge, message }) => [badge ?? null, message]).sort()).toEqual(
      [
        [ada.ownerId, 'after'],
        [null, 'after'],
      ].sort(),
    );
    const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/steps?outcome=FAILED`);
    expect(body.results).toMatchObject([{ actionId: '1', reason: 'UNIQUE_VALUE_TAKEN' }]);
  });

  test('goes over the members of a team whose first team it is, with users, each once', async () => {
    const [sales, other] = [await givenTeam('Sales'), await givenTeam('Other')];
    const ada = await givenUser({ primaryTeamId: sales });
    const bob = await givenUser({ primaryTeamId: sales, secondaryTeamIds: [other] });
    await givenUser({ primaryTeamId: other, secondaryTeamIds: [sales] });
    const flowId = await givenRotation({ team_ids: [sales], user_ids: [ada.userId] });
    expect(await given(flowId, 4)).toEqual([ada, bob, ada, bob].map(({ ownerId }) => ownerId));
  });

  test('passes over who is deactivated; who comes anew has one turn first, and no more', async () => {
    const [ada, bob, cora] = [await givenUser(), await givenUser(), await givenUser()];
    const flowId = await givenRotation({ user_ids: [ada, bob].map(({ userId }) => userId) });
    expect(await given(flowId, 5)).toEqual([ada, bob, ada, bob, ada].map(({ ownerId }) => ownerId));
    await story.millrace.delete(`/settings/v3/users/${bob.userId}`);
    expect(await given(flowId, 2)).toEqual([ada.ownerId, ada.ownerId]);
    await story.changeFlow(flowId, (flow) => {
      flow.actions[0].fields.user_ids.push(cora.userId);
      return flow;
    });
    expect(await given(flowId, 4)).toEqual([cora, ada, cora, ada].map(({ ownerId }) => ownerId));
    await story.millrace.patch(`/millrace/v1/owners/${bob.ownerId}`, { archived: false });
    expect(await given(flowId, 3)).toEqual([bob, cora, ada].map(({ ownerId }) => ownerId));
  });

  test('leaves a record to its owner, at no turn, unless told otherwise', async () => {
    const [ada, bob] = [await givenUser(), await givenUser()];
    const user_ids = [ada.userId, bob.userId];
    const keeps = await givenRotation({ user_ids, overwrite_current_owner: 'false' });
    const owned = await story.givenContact({ hubspot_owner_id: '4711' });
    await story.enroll(keeps, owned);
    expect((await story.properties('contacts', owned))['hubspot_owner_id']).toBe('4711');
    expect((await story.passage(keeps)).steps).toMatchObject([
      { outcome: 'SUCCEEDED', detail: { changed: false, value: '4711' } },
    ]);
    expect(await given(keeps, 1)).toEqual([ada.ownerId]);
    const takes = await givenRotation({ user_ids, overwrite_current_owner: 'true' });
    await story.enroll(takes, owned);
    expect((await story.properties('contacts', owned))['hubspot_owner_id']).toBe(ada.ownerId);
  });

  test('fails when nobody is there, says who is missing, and lets the record go on', async () => {
    const gone = await givenUser();
    await story.millrace.delete(`/settings/v3/users/${gone.userId}`);
    const flowId = await givenRotation(
      { user_ids: [gone.userId, '999999'], team_ids: ['888888'] },
      setProperty('message', 'on'),
    );
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    const [step] = (await story.passage(flowId)).steps;
    expect(step).toMatchObject({ outcome: 'FAILED', reason: 'NO_OWNER_AVAILABLE' });
    for (const id of [gone.userId, '999999', '888888']) expect(step.detail.message).toContain(`"${id}"`);
    expect(await story.properties('contacts', contact)).toMatchObject({
      hubspot_owner_id: null,
      message: 'on',
    });
  });

  test.each([
    ['nobody named', {}, 'fields.user_ids'],
    ['an id that is none', { user_ids: ['ada'] }, 'fields.user_ids[0]'],
    ['a list that is none', { user_ids: '11' }, 'fields.user_ids'],
    ['an unknown property', { user_ids: ['11'], target_property: 'boss' }, 'fields.target_property'],
    ['a property for dates', { user_ids: ['11'], target_property: 'closedate_x' }, 'fields.target_property'],
    ['a read-only property', { user_ids: ['11'], target_property: 'createdate' }, 'fields.target_property'],
  ])('%s is named by lint', async (_, fields, path) => {
    const { body } = await story.millrace.post(
      '/millrace/v1/flows/lint',
      contactFlow(inARow(action('0-11', fields))),
    );
    expect(body.results.map((each: Body) => each.path).join(' ')).toContain(path);
  });
});
