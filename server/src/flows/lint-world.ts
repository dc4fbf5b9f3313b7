import type { FlowDefinition, LintWorld, Mention, ThingMention } from '@millrace/core/flow';
import type { Account, AccountId } from '../accounts/index.ts';
import { ACTION_TYPES, actionProblems, canHold } from '../actions/index.ts';
import type { CrmSchema } from '../crm/index.ts';
import { knownForms } from '../forms/index.ts';
import { selectLists } from '../lists/index.ts';
import { loadEmails } from '../mail/index.ts';
import type { Db } from '../platform/index.ts';
import { knownFlows } from './queries/read.ts';

const runnable = new Set(ACTION_TYPES.map(({ id }) => id));

/** What the account has of all that is mentioned; a statement a kind of thing. */
export async function lintWorld(
  db: Db,
  { id: accountId, timeZone }: Account,
  schema: CrmSchema,
  { objectTypeId }: FlowDefinition,
  mentions: readonly Mention[],
): Promise<LintWorld> {
  const idsOf = (kind: ThingMention['kind']) =>
    mentions.flatMap((mention) => (mention.kind === kind ? [mention.id] : []));
  const [form, email, flow, list] = await Promise.all([
    knownForms(db, accountId, idsOf('form')),
    knownEmails(db, accountId, idsOf('email')),
    knownFlows(db, accountId, idsOf('flow')),
    knownLists(db, accountId, idsOf('list')),
  ]);
  const known = { form, email, flow, list };
  return {
    hasObjectType: (id) => schema.objectType(id) !== undefined,
    property(objectTypeId, name) {
      const property = schema.properties(objectTypeId).get(name);
      if (!property) return 'missing';
      return property.readOnlyValue || property.calculated ? 'read-only' : 'writable';
    },
    has: (kind, id) => known[kind].has(id),
    runs: (actionTypeId) => runnable.has(actionTypeId),
    waits: canHold,
    problemsOf: (action) => actionProblems(action, { flowId: '', objectTypeId, schema, timeZone }),
  };
}

async function knownEmails(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const emails = await loadEmails(db, accountId, ids);
  return new Set([...emails.values()].flatMap(({ id, archivedAt }) => (archivedAt === null ? [id] : [])));
}

async function knownLists(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const lists = await selectLists(
    db,
    accountId,
    ids.filter((id) => /^\d{1,18}$/.test(id)),
  );
  return new Set(lists.map(({ id }) => id));
}
