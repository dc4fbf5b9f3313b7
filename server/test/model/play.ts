import type { Millrace } from '../support/millrace.ts';
import type { Body } from '../support/story.ts';
import { BY_FILTERS, BY_HAND, DATE, flowName, NUMBER, PROPERTIES } from './bodies/names.ts';
import { kindOf } from './commands/list.ts';
import { Difference, differencesOf } from './difference.ts';
import { type Pair, withIds } from './pair.ts';
import { createFlow } from './reference/flows.ts';
import { createContact } from './reference/records.ts';
import { EndlessLoop, settle } from './reference/settle.ts';
import { emptyState, type Values } from './reference/state.ts';
import type { Sequence } from './sequence.ts';
import { type Ending, openAccount } from './server.ts';
import { tellFilters, tellFlow } from './tell-flow.ts';
import { toldByReference, toldByServer } from './told.ts';

/** Does a sequence to the server and to the reference, and compares all that has come of it. A failure is told as a story. */
export async function play(millrace: Millrace, sequence: Sequence, ending?: Ending): Promise<void> {
  const server = await openAccount(millrace, ending);
  const pair: Pair = { server, state: emptyState(server.startedAt), names: new Map() };
  const story: string[] = [];
  try {
    await begin(pair, sequence, story);
    for (const command of sequence.commands) {
      const said = await kindOf(command).run(command.given, pair);
      if (said === null) continue;
      story.push(said);
      if (command.settles) await comeToRest(pair);
    }
    await comeToRest(pair);
    const told = await toldByServer(server, pair.state, [...PROPERTIES, NUMBER, DATE]);
    const differences = differencesOf(told, toldByReference(pair.state));
    if (differences.length > 0) throw new Difference(differences.join('\n'));
  } catch (error) {
    if (error instanceof EndlessLoop) return;
    const lines = story.map((line, index) => `${String(index + 1).padStart(3)}. ${line}`);
    const text = error instanceof Difference ? error.message : ((error as Error).stack ?? '');
    throw new Error(`${text}\n\nThe story:\n${lines.join('\n')}\n`);
  }
}

async function comeToRest({ server, state }: Pair): Promise<void> {
  await server.settle();
  settle(state);
}

/** The account as it begins. */
async function begin(pair: Pair, sequence: Sequence, story: string[]): Promise<void> {
  const { server, state, names } = pair;
  const { contacts, flows, listFilters } = sequence;
  const text = JSON.stringify(sequence);
  if (text.includes(BY_HAND)) await makeList(pair, BY_HAND, null, story);
  if (text.includes(BY_FILTERS)) await makeList(pair, BY_FILTERS, listFilters, story);
  for (const { values, closesIn } of contacts) {
    const closes: Values =
      closesIn === null ? {} : { [DATE]: new Date(state.now + closesIn * 3_600_000).toISOString() };
    const properties: Values = { ...values, ...closes };
    const { id } = await server.must('POST', '/crm/v3/objects/contacts', { properties });
    createContact(state, id, properties);
    story.push(`contact ${id} is there, with ${JSON.stringify(properties)}`);
  }
  await comeToRest(pair);
  for (const [index, flow] of flows.entries()) {
    const body = withIds(flow, names);
    const { id } = await server.must('POST', '/automation/v4/flows', body);
    names.set(flowName(index), id);
    createFlow(state, id, body);
    story.push(`flow ${id} is there: ${tellFlow(body)}`);
  }
}

async function makeList(
  { server, state, names }: Pair,
  name: string,
  filters: Body | null,
  story: string[],
): Promise<void> {
  const { list } = await server.must('POST', '/crm/v3/lists', {
    name,
    objectTypeId: '0-1',
    processingType: filters ? 'DYNAMIC' : 'MANUAL',
    ...(filters ? { filterBranch: filters } : {}),
  });
  names.set(name, list.listId);
  state.lists.set(list.listId, { id: list.listId, filters, members: new Set() });
  story.push(`list ${list.listId} is there${filters ? `, of who meets ${tellFilters(filters)}` : ''}`);
}
