/** Bodies of lists, as short as a test needs them. */
import { allOf, anyOf } from './flow-bodies.ts';
import type { Body, Story } from './story.ts';

type Json = Readonly<Record<string, unknown>>;

export function dynamicList(name: string, filters: readonly Json[], more: Json = {}): Json {
  return {
    name,
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: anyOf(allOf(filters)),
    ...more,
  };
}

export function manualList(name: string, more: Json = {}): Json {
  return { name, objectTypeId: '0-1', processingType: 'MANUAL', ...more };
}

export function inList(listId: string, operator = 'IN_LIST', metadata?: Json): Json {
  return { filterType: 'IN_LIST', operator, listId, ...(metadata ? { metadata } : {}) };
}

/** Makes a list and lets it be filled. */
export async function givenList(story: Story, body: Json): Promise<string> {
  const made = await story.millrace.post('/crm/v3/lists', body);
  if (made.status !== 200) throw new Error(`The list was refused: ${JSON.stringify(made.body)}`);
  await story.settle();
  return made.body.list.listId;
}

/** The records in a list, by id. */
export async function membersOf(story: Story, listId: string): Promise<string[]> {
  const answer = await story.millrace.get(`/crm/v3/lists/${listId}/memberships`);
  return answer.body.results.map((each: Body) => each.recordId);
}

export async function join(story: Story, listId: string, ...ids: string[]): Promise<Body> {
  const answer = await story.millrace.put(`/crm/v3/lists/${listId}/memberships/add`, ids);
  if (answer.status !== 200) throw new Error(`Not added: ${JSON.stringify(answer.body)}`);
  await story.settle();
  return answer.body;
}

export async function leave(story: Story, listId: string, ...ids: string[]): Promise<void> {
  await story.millrace.put(`/crm/v3/lists/${listId}/memberships/remove`, ids);
  await story.settle();
}
