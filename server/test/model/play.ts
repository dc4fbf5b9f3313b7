import { setTimeout as sleep } from 'node:timers/promises';
import type { Millrace } from '../support/millrace.ts';
import type { Body } from '../support/story.ts';
import { BY_FILTERS, BY_HAND, DATE, flowName, NUMBER, PROPERTIES } from './bodies/names.ts';
import { kindOf } from './commands/list.ts';
import { Difference, differencesOf } from './difference.ts';
import { comeToRest, type Pair, withIds } from './pair.ts';
import { createFlow } from './reference/flows.ts';
import { NotCompared } from './reference/not-compared.ts';
import { createContact } from './reference/records.ts';
import { emptyState, type Values } from './reference/state.ts';
import type { Sequence } from './sequence.ts';
import { type Ending, type Moves, openAccount } from './server.ts';
import { tellFilters, tellFlow } from './tell-flow.ts';
import { toldByReference, toldByServer } from './told.ts';

/** For one sequence, on a machine that is busy with other things: it takes a second. */
const MOST_MS = 120_000;

/**
 * Does a sequence to the server and to the reference, and compares all that has come of it: a failure is told as a story. Answers how the
 * clock was moved, or null for a sequence that was not compared.
 */
export async function play(millrace: Millrace, sequence: Sequence, ending?: Ending): Promise<Moves | null> {
  const server = await openAccount(millrace, ending);
  const pair: Pair = { server, state: emptyState(server.startedAt), names: new Map() };
  const story: string[] = [];
  const late = new AbortController();
  try {
    await Promise.race([
      tell(pair, sequence, story),
      sleep(MOST_MS, null, { signal: late.signal }).then(() => {
        throw new Difference(`It has not come to its end within ${MOST_MS} ms.`);
      }),
    ]);
    return server.moves;
  } catch (error) {
    if (error instanceof NotCompared) return null;
    const lines = story.map((line, index) => `${String(index + 1).padStart(3)}. ${line}`);
    const text = error instanceof Difference ? error.message : ((error as Error).stack ?? '');
    throw new Error(`${text}\n\nThe story:\n${lines.join('\n')}\n`);
  } finally {
    late.abort();
  }
}

async function tell(pair: Pair, sequence: Sequence, story: string[]): Promise<void> {
  await begin(pair, sequence, story);
  for (const command of sequence.commands) {
    const said = await kindOf(command).run(command.given, pair);
    if (said === null) continue;
    story.push(said);
    if (command.settles) await comeToRest(pair);
  }
  await comeToRest(pair);
  const told = await toldByServer(pair.server, pair.state, [...PROPERTIES, NUMBER, DATE]);
  const differences = differencesOf(told, toldByReference(pair.state));
  if (differences.length > 0) throw new Difference(differences.join('\n'));
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
