import type { Body } from '../support/story.ts';
import type { Passage, State } from './reference/state.ts';
import type { Server } from './server.ts';

/** All that is compared, in words that both have. */
export interface Told {
  /** By flow and contact, each in the order in which they began. */
  readonly passages: Readonly<Record<string, readonly unknown[]>>;
  readonly contacts: Readonly<Record<string, unknown>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());

export function toldByReference(state: State): Told {
  return {
    passages: grouped(state.passages, (passage) => ({
      trigger: passage.trigger.kind,
      enrolledAt: instant(passage.enrolledAt),
      ended:
        passage.status === 'ACTIVE'
          ? null
          : `${passage.status} ${passage.reason} ${instant(passage.endedAt)}`,
      position: passage.status === 'ACTIVE' ? positionOf(passage) : null,
      steps: passage.steps.map(
        ({ actionId, outcome, reason, startedAt, at }) =>
          `${actionId} ${outcome} ${reason} ${instant(startedAt)} ${instant(at)}`,
      ),
    })),
    contacts: Object.fromEntries(
      [...state.contacts.values()]
        .filter(({ gone }) => !gone)
        .map(({ id, history }) => [
          id,
          history.map(({ name, value, at }) => `${name} ${value} ${instant(at)}`).toSorted(),
        ]),
    ),
    lists: Object.fromEntries(
      [...state.lists.values()].map(({ id, members }) => [
        id,
        [...members].filter((member) => !state.contacts.get(member)!.gone).toSorted(),
      ]),
    ),
  };
}

function grouped<T extends { readonly flow: string; readonly contact: string }>(
  passages: readonly T[],
  tell: (passage: T) => unknown,
): Told['passages'] {
  const groups = Map.groupBy(passages, ({ flow, contact }) => `contact ${contact} in flow ${flow}`);
  return Object.fromEntries([...groups].map(([key, own]) => [key, own.map(tell)]));
}

/** Of what was set aside in a pause, when it fell due. */
function positionOf({ actionId, wait, due, aside }: Passage) {
  return `${actionId} ${wait?.kind ?? null} ${instant(wait?.since ?? null)} ${instant(aside ?? due)}`;
}

/** The same, read over HTTP. */
export async function toldByServer(
  { must }: Server,
  state: State,
  properties: readonly string[],
): Promise<Told> {
  const [flows, lists, contacts] = await Promise.all([
    Promise.all([...state.flows.keys()].map((flow) => passagesOf(must, flow))),
    Promise.all([...state.lists.keys()].map((list) => must('GET', `/crm/v3/lists/${list}/memberships`))),
    must('POST', '/crm/v3/objects/contacts/batch/read', {
      inputs: [...state.contacts.values()].filter(({ gone }) => !gone).map(({ id }) => ({ id })),
      properties: [],
      propertiesWithHistory: properties,
    }),
  ]);
  return {
    passages: grouped(
      flows.flat().toSorted((a, b) => Number(a.id) - Number(b.id)),
      ({ told }) => told,
    ),
    contacts: Object.fromEntries(contacts.results.map((contact: Body) => [contact.id, historyOf(contact)])),
    lists: Object.fromEntries(
      [...state.lists.keys()].map((list, index) => [
        list,
        lists[index].results.map(({ recordId }: Body) => recordId).toSorted(),
      ]),
    ),
  };
}

async function passagesOf(must: Server['must'], flow: string) {
  const [passages, steps] = await Promise.all([
    must('GET', `/millrace/v1/flows/${flow}/enrollments`),
    must('GET', `/millrace/v1/flows/${flow}/steps`),
  ]);
  return passages.results.map((passage: Body) => ({
    id: passage.id,
    flow,
    contact: passage.objectId,
    told: {
      trigger: passage.trigger.kind,
      enrolledAt: passage.enrolledAt,
      ended: passage.status === 'ACTIVE' ? null : `${passage.status} ${passage.endReason} ${passage.endedAt}`,
      position: passage.position
        ? `${passage.position.actionId} ${passage.position.waitingFor} ${passage.position.since} ${passage.position.until}`
        : null,
      steps: steps.results
        .filter(({ enrollmentId }: Body) => enrollmentId === passage.id)
        .toSorted((a: Body, b: Body) => a.number - b.number)
        .map((step: Body) => `${step.actionId} ${step.outcome} ${step.reason} ${step.startedAt} ${step.at}`),
    },
  }));
}

function historyOf({ propertiesWithHistory = {} }: Body): string[] {
  return Object.entries<Body>(propertiesWithHistory)
    .flatMap(([name, versions]) =>
      versions.map(
        ({ value, timestamp }: Body) => `${name} ${value ?? ''} ${new Date(timestamp).toISOString()}`,
      ),
    )
    .toSorted();
}
