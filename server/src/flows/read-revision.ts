import { readAccount } from '../accounts/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { hiddenProperties, loadSchema } from '../schema/index.ts';
import { requireAccess, touchesHidden } from './access.ts';
import { revisionNotFound } from './errors.ts';
import type { ReadFlow } from './queries/flow-row.ts';
import type { Which } from './queries/read.ts';
import { selectRevision } from './queries/revisions.ts';
import { readFlow } from './read-flows.ts';
import { storedDefinition } from './stored-definition.ts';
import { touchedProperties } from './touched-properties.ts';

/**
 * The flow as it was at a revision. 404 when there is no such flow or revision; 403 when what it is now, or what it was
 * then, is closed to the caller.
 */
export async function readRevision(
  db: Db,
  caller: Caller,
  flowId: string,
  revisionId: string,
  which: Which = 'live',
): Promise<ReadFlow> {
  const flow = await readFlow(db, caller, flowId, 'read', which);
  const revision = /^\d{1,18}$/.test(revisionId)
    ? await selectRevision(db, caller.accountId, flow.id, revisionId)
    : undefined;
  if (!revision) throw revisionNotFound(flow.id, revisionId);
  const { definition } = revision;
  const schema = await loadSchema(db, caller.accountId, flow.schemaVersion);
  const touched = touchedProperties(storedDefinition(flow.id, JSON.parse(definition)), schema);
  const then = { ...flow, revisionId: revision.revisionId, updatedAt: revision.createdAt, definition };
  requireAccess(schema, caller, { ...then, touchedProperties: touched }, 'read');
  return then;
}

/** Of these revisions of a flow, those that touch what the caller may not see. Asked of few callers: most see everything. */
export async function closedRevisions(
  db: Db,
  caller: Caller,
  flowId: string,
  revisionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const closed = new Set<string>();
  const { id, schemaVersion } = await readAccount(db, caller.accountId);
  const schema = await loadSchema(db, id, schemaVersion);
  if (schema.objectTypes.every((type) => hiddenProperties(schema, caller, type).size === 0)) return closed;
  for (const revisionId of new Set(revisionIds)) {
    const revision = await selectRevision(db, id, flowId, revisionId);
    if (!revision) continue;
    const touched = touchedProperties(storedDefinition(flowId, JSON.parse(revision.definition)), schema);
    if (touchesHidden(schema, caller, touched)) closed.add(revisionId);
  }
  return closed;
}
