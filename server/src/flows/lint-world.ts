import { KNOWN_EVENT_TYPES } from '@millrace/core/criteria';
import type { CrmSchema } from '@millrace/core/crm';
import {
  type Action,
  type ActionProblem,
  actionProblems,
  actionTypeOf,
  type EventTypeFacts,
  eventTypesIn,
  type FlowDefinition,
  type LintWorld,
  lookUpsOf,
  type Mention,
  partsFor,
  type ThingMention,
} from '@millrace/core/flow';
import { BusinessCalendar } from '@millrace/core/time';
import { type Account, type AccountId, knownSecrets, readHolidays } from '../accounts/index.ts';
import { loadAppActions } from '../app-actions/index.ts';
import { syntaxProblem } from '../code/index.ts';
import { findEventTypes } from '../events/index.ts';
import { knownForms } from '../forms/index.ts';
import { type ObjectList, selectLists } from '../lists/index.ts';
import { foreseeEmail, loadEmails } from '../mail/index.ts';
import { knownTeams, knownUsers, loadOwners } from '../people/index.ts';
import type { Db } from '../platform/index.ts';
import { knownFlows } from './queries/read.ts';

/** A flow that is to be linted. */
export interface LintSubject {
  readonly flow: FlowDefinition;
  readonly mentions: readonly Mention[];
}

/** The things of the account that the flows name: one statement for each kind, for any number of flows. */
export async function lintWorlds(
  db: Db,
  { id: accountId, timeZone, schemaVersion, now }: Account,
  schema: CrmSchema,
  subjects: readonly LintSubject[],
): Promise<(flow: FlowDefinition) => LintWorld> {
  const mentions = subjects.flatMap(({ mentions }) => mentions);
  const idsOf = (kind: ThingMention['kind']) => [
    ...new Set(mentions.flatMap((mention) => (mention.kind === kind ? [mention.id] : []))),
  ];
  const [form, emails, flow, lists, owners, user, team, secret, eventTypes] = await Promise.all([
    knownForms(db, accountId, idsOf('form')),
    loadEmails(db, accountId, idsOf('email')),
    knownFlows(db, accountId, idsOf('flow')),
    knownLists(db, accountId, idsOf('list')),
    loadOwners(db, accountId, idsOf('owner')),
    knownUsers(db, accountId, idsOf('user')),
    knownTeams(db, accountId, idsOf('team')),
    knownSecrets(db, accountId, idsOf('secret')),
    knownEventTypes(db, accountId, [...new Set(subjects.flatMap(({ flow }) => eventTypesIn(flow)))]),
  ]);
  const appActions = await loadAppActions(db, accountId, schemaVersion, schema);
  const owner = new Set(owners.flatMap(({ id, archivedAt }) => (archivedAt === null ? [id] : [])));
  const known = { form, email: emails, flow, list: lists, owner, user, team, secret };
  const scopes = { contact: '0-1', company: '0-2' };
  const common = {
    now,
    timeZone,
    hasObjectType: (id) => schema.objectType(id)?.id === id,
    property: (objectTypeId, name) => schema.properties(objectTypeId).get(name),
    association: ({ associationCategory: category, associationTypeId: typeId }) =>
      schema.associationType(category, typeId),
    areAssociated: (from, to) => schema.defaultAssociationType(from, to) !== undefined,
    eventType: (idOrName) => eventTypes.get(idOrName),
    has: (kind, id) => known[kind].has(id),
    list: (id) => lists.get(id),
    flow: (id) => flow.get(id),
    emailProblems(id) {
      const email = emails.get(id);
      return email
        ? foreseeEmail(email, (scope, property) => schema.properties(scopes[scope]).has(property))
        : [];
    },
    typeOf: (action) => actionTypeOf(action, appActions),
  } satisfies Omit<LintWorld, 'problemsOf' | 'lookUps'>;
  const calendar = new BusinessCalendar(await readHolidays(db, accountId));
  const ofAccount = { schema, timeZone, calendar, appActions, now };
  return (flow) => ({
    ...common,
    lookUps: lookUpsOf(flow, { schema, appActions }).map((lookUp) => ({
      ...lookUp,
      index: schema.indexes(lookUp.objectTypeId).get(lookUp.property)?.state ?? 'NONE',
    })),
    problemsOf: (action) => [
      ...actionProblems(action, {
        flowId: '',
        objectTypeId: flow.objectTypeId,
        ...partsFor(flow),
        ...ofAccount,
      }),
      ...problemsOfCode(action),
    ],
  });
}

function problemsOfCode(action: Action): ActionProblem[] {
  if (action.type !== 'CUSTOM_CODE') return [];
  const problem = syntaxProblem(action.runtime, action.sourceCode);
  if (problem === null) return [];
  return [{ path: 'sourceCode', code: 'SYNTAX_ERROR', message: `sourceCode cannot be read: ${problem}.` }];
}

type Lists = ReadonlyMap<string, Pick<ObjectList, 'objectTypeId'> & { readonly keptBy: 'hand' | 'filters' }>;

async function knownLists(db: Db, accountId: AccountId, ids: readonly string[]): Promise<Lists> {
  const wanted = ids.filter((id) => /^\d{1,18}$/.test(id));
  const lists = wanted.length === 0 ? [] : await selectLists(db, accountId, wanted);
  return new Map(
    lists.map(({ id, objectTypeId, processingType }) => [
      id,
      { objectTypeId, keptBy: processingType === 'DYNAMIC' ? 'filters' : 'hand' },
    ]),
  );
}

/** By what flows call them: an id, or, mistakenly, a name. */
async function knownEventTypes(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EventTypeFacts>> {
  const custom = ids.filter((id) => !KNOWN_EVENT_TYPES.has(id));
  const found = custom.length === 0 ? [] : await findEventTypes(db, accountId, custom);
  return new Map<string, EventTypeFacts>([
    ...[...KNOWN_EVENT_TYPES.keys()].map((id) => [id, { id, properties: null }] as const),
    ...custom.flatMap((asked, index) => {
      const type = found[index];
      if (!type) return [];
      return [
        [asked, { id: type.id, properties: new Set(type.properties.map(({ name }) => name)) }] as const,
      ];
    }),
  ]);
}
