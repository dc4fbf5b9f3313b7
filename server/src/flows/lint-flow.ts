import { type Finding, type LintWorld, lintFlow, type Mention, mentionsOf } from '@millrace/core/flow';
import { ACTION_TYPES } from '../actions/index.ts';
import { type CrmSchema, loadSchema } from '../crm/index.ts';
import { knownForms } from '../forms/index.ts';
import { loadEmails } from '../mail/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { knownFlows } from './queries/flows.ts';
import { readFlow } from './read-flows.ts';
import { storedDefinition } from './stored-definition.ts';

/** Advice on a flow, by what the account has now. 404 when it is not there, 403 when it is closed to the caller. */
export async function lintSavedFlow(db: Db, caller: Caller, flowId: string): Promise<readonly Finding[]> {
  const row = await readFlow(db, caller, flowId);
  const flow = storedDefinition(row.id, JSON.parse(row.definition));
  const schema = await loadSchema(db, caller.accountId, row.schemaVersion);
  const world = await lintWorld(db, caller.accountId, schema, mentionsOf(flow));
  return lintFlow(flow, world, (association) => targetOf(schema, association));
}

function targetOf(
  schema: CrmSchema,
  association: Parameters<NonNullable<Parameters<typeof mentionsOf>[1]>>[0],
) {
  return schema.associationType(association.associationCategory, association.associationTypeId)
    ?.toObjectTypeId;
}

const runnable = new Set(ACTION_TYPES.map(({ id }) => id));

/** Looks up the things that are mentioned, in a statement a kind. */
async function lintWorld(
  db: Db,
  accountId: string,
  schema: CrmSchema,
  mentions: readonly Mention[],
): Promise<LintWorld> {
  const idsOf = (kind: Mention['kind']) =>
    mentions.flatMap((mention) => (mention.kind === kind && mention.kind !== 'property' ? [mention.id] : []));
  const [form, emails, flow] = await Promise.all([
    knownForms(db, accountId, idsOf('form')),
    loadEmails(db, accountId, idsOf('email')),
    knownFlows(db, accountId, idsOf('flow')),
  ]);
  const email = new Set(
    [...emails.values()].flatMap(({ id, archivedAt }) => (archivedAt === null ? [id] : [])),
  );
  // Lists are not kept here yet, so nothing can be said of them.
  const known = { form, email, flow, list: { has: () => true } };
  return {
    hasObjectType: (id) => schema.objectType(id) !== undefined,
    property(objectTypeId, name) {
      const property = schema.properties(objectTypeId).get(name);
      if (!property) return 'missing';
      return property.readOnlyValue || property.calculated ? 'read-only' : 'writable';
    },
    has: (kind, id) => known[kind].has(id),
    runs: (actionTypeId) => runnable.has(actionTypeId),
  };
}
