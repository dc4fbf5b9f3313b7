import type { Body } from '../support/story.ts';
import { pick } from './bodies/names.ts';
import { settle } from './reference/settle.ts';
import type { Contact, Flow, Passage, State } from './reference/state.ts';
import type { Server } from './server.ts';

/** The server and the reference, to which the same is done. */
export interface Pair {
  readonly server: Server;
  readonly state: State;
  /** The ids of what bodies name. */
  readonly names: Map<string, string>;
}

export async function comeToRest({ server, state }: Pair): Promise<void> {
  await server.settle();
  settle(state);
}

/** What a body names and is not there. */
const NOBODY = '999999999';

/** The body of a flow with the ids that its names stand for. */
export function withIds(body: Body, names: ReadonlyMap<string, string>): Body {
  const text = JSON.stringify(body).replaceAll(/@[a-z0-9-]+/g, (name) => names.get(name) ?? NOBODY);
  const flow = JSON.parse(text);
  return { ...flow, suppressionListIds: flow.suppressionListIds.map(Number) };
}

/** Those who are there. */
export function contactsOf({ state }: Pair): Contact[] {
  return [...state.contacts.values()].filter(({ gone }) => !gone);
}

export function aContact(pair: Pair, nth: number): Contact | undefined {
  return pick(contactsOf(pair), nth);
}

export function aFlow({ state }: Pair, nth: number, which: 'there' | 'deleted' = 'there'): Flow | undefined {
  return pick(
    [...state.flows.values()].filter(({ isDeleted }) => isDeleted === (which === 'deleted')),
    nth,
  );
}

/** Somebody inside a flow that is not deleted. */
export function aPassage({ state }: Pair, nth: number): Passage | undefined {
  return pick(
    state.passages.filter(
      ({ status, flow, contact }) =>
        status === 'ACTIVE' && !state.flows.get(flow)!.isDeleted && !state.contacts.get(contact)!.gone,
    ),
    nth,
  );
}

export const contactPath = ({ id }: Contact) => `/crm/v3/objects/contacts/${id}`;
export const flowPath = ({ id }: Flow) => `/automation/v4/flows/${id}`;
export const steeringPath = ({ id }: Flow) => `/millrace/v1/flows/${id}`;

/** Its id is the server's alone. */
export async function passagePath({ server }: Pair, { flow, contact }: Passage): Promise<string> {
  const path = `/millrace/v1/flows/${flow}/enrollments?objectId=${contact}&status=ACTIVE`;
  const { results } = await server.must('GET', path);
  return `/millrace/v1/enrollments/${results[0].id}`;
}
