import type { Caller, Db } from '../platform/index.ts';
import { type Access, loadSchema } from '../schema/index.ts';
import { recordScopesLacking, scopesLacking } from './access.ts';
import { selectAllTouches } from './queries/read.ts';

/** A flow of which a caller may see what happened in it. */
export interface VisibleFlow {
  readonly id: string;
  readonly name: string;
  /** Whether the caller may read the records that it enrolls as well. */
  readonly recordsOpen: boolean;
}

/** All flows of the account that the caller may see, or write to the records of, deleted ones too, by id: what happened in them has happened. */
export async function visibleFlows(
  db: Db,
  caller: Caller,
  access: Access = 'read',
): Promise<ReadonlyMap<string, VisibleFlow>> {
  const flows = await selectAllTouches(db, caller.accountId);
  const [first] = flows;
  if (!first) return new Map();
  const schema = await loadSchema(db, caller.accountId, first.schemaVersion);
  const visible = flows.filter((flow) => scopesLacking(schema, caller, flow, access).length === 0);
  return new Map(
    visible.map((flow) => {
      const { id, name } = flow;
      return [id, { id, name, recordsOpen: recordScopesLacking(schema, caller, flow).length === 0 }];
    }),
  );
}
