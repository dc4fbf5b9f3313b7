/** Arbitrary flows that are valid: bodies as a client would POST or PUT them, every action wired into one graph. */
import fc from 'fast-check';
import {
  blockedDate,
  dataSource,
  enrollmentCriteria,
  enrollmentSchedule,
  eventAnchor,
  filterBranch,
  inputVariable,
  type Json,
  type JsonObject,
  objectOf,
  oneOf,
  someOf,
  text,
  timeWindow,
  value,
  word,
} from './arbitrary-parts.test-support.ts';

/** An action without its edges: a slot is a place where one can stand. */
export interface Node {
  readonly body: JsonObject;
  readonly slots: readonly (readonly (string | number)[])[];
}

/** An action that can be wired: by the connections of its `branches`, and its `last` one. */
export function nodeOf(body: fc.Arbitrary<JsonObject>, branches?: string, last?: string): fc.Arbitrary<Node> {
  return body.map((node) => {
    const ofBranches = ((branches && (node[branches] as Json[] | null)) || []).map((_, index) => [
      branches as string,
      index,
      'connection',
    ]);
    return { body: node, slots: last ? [...ofBranches, [last]] : ofBranches };
  });
}

const singleConnection = objectOf(
  { type: oneOf('SINGLE_CONNECTION'), actionTypeId: oneOf('0-1', '0-4', '0-5', '0-14', '1-4711') },
  {
    actionTypeVersion: fc.nat(50),
    fields: fc.dictionary(word, anyJson(2), {
      maxKeys: 3,
    }),
  },
);
const customCode = objectOf(
  { type: oneOf('CUSTOM_CODE'), runtime: oneOf('NODE20X', 'PYTHON39'), sourceCode: text },
  {
    inputFields: someOf(inputVariable),
    outputFields: someOf(
      objectOf({ name: word, type: oneOf('STRING', 'NUMBER', 'ENUMERATION') }, { options: someOf(word) }),
    ),
    secretNames: someOf(word),
  },
);
const webhook = objectOf(
  {
    type: oneOf('WEBHOOK'),
    method: oneOf('GET', 'POST', 'PUT'),
    webhookUrl: fc.webUrl({ validSchemes: ['https'] }),
  },
  {
    queryParams: someOf(inputVariable),
    authSettings: fc.oneof(
      objectOf({
        type: oneOf('AUTH_KEY'),
        location: oneOf('HEADER', 'QUERY_PARAM'),
        name: word,
        secretName: word,
      }),
      objectOf({ type: oneOf('SIGNATURE'), appId: fc.nat(1e9) }),
    ),
  },
);
const staticBranch = objectOf(
  { type: oneOf('STATIC_BRANCH') },
  { inputValue: value, staticBranches: someOf(objectOf({ branchValue: text })), defaultBranchName: text },
);
const listBranch = objectOf(
  {
    type: oneOf('LIST_BRANCH'),
    listBranches: someOf(
      objectOf({}, { branchName: text, filterBranch: fc.oneof(filterBranch, fc.constant({})) }),
    ),
  },
  { defaultBranchName: text },
);
const abTestBranch = objectOf({
  type: oneOf('AB_TEST_BRANCH'),
  testBranches: someOf(objectOf({}, { percentage: fc.integer({ min: 1, max: 33 }) }), 1),
});

const node = fc.oneof(
  { weight: 3, arbitrary: nodeOf(singleConnection, undefined, 'connection') },
  nodeOf(customCode, undefined, 'connection'),
  nodeOf(webhook, undefined, 'connection'),
  nodeOf(staticBranch, 'staticBranches', 'defaultBranch'),
  nodeOf(listBranch, 'listBranches', 'defaultBranch'),
  nodeOf(abTestBranch, 'testBranches'),
);

export interface Graph {
  readonly actions: JsonObject[];
  readonly startActionId?: string;
}

/** Actions, each reached from the first; their order in the array says nothing, and ids have gaps. */
export function graphOf(node: fc.Arbitrary<Node>, maxLength: number, minLength = 0): fc.Arbitrary<Graph> {
  return fc
    .tuple(fc.array(node, { minLength, maxLength }), fc.infiniteStream(fc.nat(0xffff)))
    .map(([nodes, picks]) => wire(nodes, () => picks.next().value as number));
}

const graph = graphOf(node, 12);

function wire(nodes: readonly Node[], pick: () => number): Graph {
  let lastId = 0;
  const actions = nodes.map(({ body }): JsonObject => {
    lastId += 1 + (pick() % 3);
    return { ...structuredClone(body), actionId: String(lastId) };
  });
  const idOf = (index: number) => actions[index]!['actionId'] as string;
  const open = nodes.map(({ slots }) => [...slots]);
  actions.forEach((_, index) => {
    if (index === 0) return;
    // Every node has a slot, and each earlier node took one at most: one is free.
    const free = [...open.keys()].filter((from) => from < index && open[from]!.length > 0);
    const from = free[pick() % free.length]!;
    const slot = open[from]!.splice(pick() % open[from]!.length, 1)[0]!;
    place(actions[from]!, slot, { edgeType: 'STANDARD', nextActionId: idOf(index) });
  });
  open.forEach((slots, from) => {
    for (const slot of slots) {
      const kind = pick() % 3;
      if (kind === 0) continue;
      const nextActionId = idOf(pick() % actions.length);
      place(actions[from]!, slot, kind === 1 ? { edgeType: 'GOTO', nextActionId } : { nextActionId });
    }
  });
  if (actions.length === 0) return { actions };
  const startActionId = idOf(0);
  const turn = pick() % actions.length;
  return { actions: [...actions.slice(turn), ...actions.slice(0, turn)], startActionId };
}

function place(action: JsonObject, slot: readonly (string | number)[], connection: Json): void {
  let at = action as Record<string | number, Json>;
  for (const key of slot.slice(0, -1)) at = at[key] as Record<string | number, Json>;
  at[slot.at(-1)!] = connection;
}

/** Members that only the server sets, as clients send them back. */
export const READ_ONLY_MEMBERS = [
  'id',
  'createdAt',
  'updatedAt',
  'nextAvailableActionId',
  'crmObjectCreationStatus',
  'migrationStatus',
] as const;

const common = {
  name: text,
  description: text,
  uuid: fc.uuid(),
  isEnabled: fc.boolean(),
  enrollmentCriteria,
  enrollmentSchedule,
  timeWindows: someOf(timeWindow),
  blockedDates: someOf(blockedDate),
  dataSources: someOf(dataSource),
  customProperties: fc.dictionary(word, text, { maxKeys: 2 }),
  id: fc.stringMatching(/^[1-9]\d{0,9}$/),
  createdAt: oneOf('2026-01-05T08:00:00.000Z'),
  updatedAt: oneOf('2026-01-05T08:00:00.000Z'),
  nextAvailableActionId: fc.oneof(fc.nat(), oneOf('99')),
  crmObjectCreationStatus: oneOf('COMPLETE', 'PENDING', 'ACTIVE'),
  migrationStatus: anyJson(1),
};
const flowType = oneOf('WORKFLOW', 'ACTION_SET', 'UNKNOWN');
const contactFlow = objectOf(
  { type: oneOf('CONTACT_FLOW'), objectTypeId: oneOf('0-1'), flowType },
  {
    ...common,
    canEnrollFromSalesforce: fc.boolean(),
    suppressionListIds: someOf(fc.nat()),
    goalFilterBranch: filterBranch,
    eventAnchor,
    unEnrollmentSetting: objectOf({ type: oneOf('ALL', 'SELECTIVE'), flowIds: someOf(word) }),
  },
);
const platformFlow = objectOf(
  { type: oneOf('PLATFORM_FLOW'), objectTypeId: oneOf('0-2', '0-3', '0-5', '2-123'), flowType },
  { ...common, suppressionFilterBranch: filterBranch },
);

/** A body that a create accepts. */
export const flowBody: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.oneof(contactFlow, platformFlow), graph)
  .map(([flow, { actions, startActionId }]) => ({
    ...withoutScheduledEvents(flow),
    actions,
    ...(startActionId === undefined ? {} : { startActionId }),
  }));

/** Events go by no schedule. */
function withoutScheduledEvents({ enrollmentSchedule, ...flow }: JsonObject): JsonObject {
  const { type } = (flow['enrollmentCriteria'] ?? {}) as JsonObject;
  return enrollmentSchedule === undefined || type === 'EVENT_BASED' ? flow : { ...flow, enrollmentSchedule };
}

/** Any JSON but with the member that a server refuses in any body, because it would poison prototypes. */
function anyJson(maxDepth: number): fc.Arbitrary<Json> {
  const value = fc.jsonValue({ maxDepth, stringUnit: 'grapheme' });
  return value.filter((json) => !JSON.stringify(json).includes('"__proto__"')) as fc.Arbitrary<Json>;
}
