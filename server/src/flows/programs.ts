import {
  compileFlow,
  type FlowDefinition,
  type FlowPolicies,
  type FlowProgram,
  type Pin,
  type PoliciesDocument,
  readPolicies,
  withActionsOf,
} from '@millrace/core/flow';
import { BusinessCalendar } from '@millrace/core/time';
import { type Account, readHolidays } from '../accounts/index.ts';
import { loadAppActions } from '../app-actions/index.ts';
import { type Db, LruCache } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { storedDefinition } from './stored-definition.ts';

/** Programs that a process keeps. */
const CACHED_PROGRAMS_MAX = 5_000;
/** Compiled flows, by everything that they were compiled from. */
const programs = new LruCache<string, FlowProgram>({ most: CACHED_PROGRAMS_MAX });

/** The current revision of a flow, its policies, and who goes through which earlier one. */
interface CurrentFlow {
  readonly revisionId: string;
  readonly policies: FlowPolicies | undefined;
  readonly pins: readonly Pin[];
}

/** What is current of flows, as of a flows version of an account. */
interface Current {
  readonly flowsVersion: string;
  readonly flows: Map<string, CurrentFlow>;
}
/** Accounts whose current revisions a process keeps. */
const CACHED_ACCOUNTS_MAX = 1_000;
const currents = new LruCache<string, Current>({ most: CACHED_ACCOUNTS_MAX });

/**
 * The programs of these flows as the transaction sees them; null for one that is deleted or unknown.
 * No statement when nothing was saved since the last time; two, however many flows there are, when something was.
 */
export async function loadPrograms(
  db: Db,
  account: Account,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, FlowProgram | null>> {
  const flows = await currentFlows(db, account, flowIds);
  const wanted = flowIds.flatMap((flowId) => {
    const current = flows.get(flowId);
    const revisionIds = current ? [current.revisionId, ...current.pins.map((pin) => pin.revisionId)] : [];
    return [...new Set(revisionIds)].map((revisionId) => ({ flowId, revisionId }));
  });
  const keyOf = (flowId: string, revisionId: string) => `${flowId}/${revisionId}`;
  const compiled = new Map(
    (await loadRevisions(db, account, wanted)).map((each) => [keyOf(each.flowId, each.revisionId), each]),
  );
  return new Map(
    flowIds.map((flowId) => {
      const flow = flows.get(flowId);
      const revision = flow && compiled.get(keyOf(flowId, flow.revisionId));
      if (!revision) return [flowId, null];
      const program = flow.policies ? { ...revision, policies: flow.policies } : revision;
      if (flow.pins.length === 0) return [flowId, program];
      const pinned = flow.pins.map((pin) => ({
        ...pin,
        program: withActionsOf(compiled.get(keyOf(flowId, pin.revisionId))!, program),
      }));
      return [flowId, { ...program, pinned }];
    }),
  );
}

/** Programs of given revisions, current or not; those that there are. */
export async function loadRevisions(
  db: Db,
  account: Account,
  wanted: readonly { readonly flowId: string; readonly revisionId: string }[],
): Promise<FlowProgram[]> {
  const keyOf = (flowId: string, revisionId: string) =>
    `${account.id}/${flowId}/${revisionId}/${account.schemaVersion}/${account.timeZone}`;
  const found = new Map<string, FlowProgram>();
  const missing = wanted.filter(({ flowId, revisionId }) => {
    const program = programs.get(keyOf(flowId, revisionId));
    if (program) found.set(keyOf(flowId, revisionId), program);
    return !program;
  });
  if (missing.length > 0) {
    const { id, schemaVersion, timeZone } = account;
    const schema = await loadSchema(db, id, schemaVersion);
    const appActions = await loadAppActions(db, id, schemaVersion, schema);
    const calendar = new BusinessCalendar(await readHolidays(db, id));
    for (const { flowId, revisionId, definition } of await selectDefinitions(db, id, missing)) {
      const { objectTypeId } = definition;
      const context = { flowId, objectTypeId, schema, timeZone, calendar, appActions };
      const program = compileFlow({ flowId, revisionId, definition }, context);
      programs.set(keyOf(flowId, revisionId), program);
      found.set(keyOf(flowId, revisionId), program);
    }
  }
  return wanted.flatMap(({ flowId, revisionId }) => found.get(keyOf(flowId, revisionId)) ?? []);
}

async function currentFlows(db: Db, account: Account, flowIds: readonly string[]): Promise<Current['flows']> {
  let current = currents.get(account.id);
  if (current?.flowsVersion !== account.flowsVersion) {
    current = { flowsVersion: account.flowsVersion, flows: new Map() };
    currents.set(account.id, current);
  }
  const unknown = flowIds.filter((flowId) => !current.flows.has(flowId));
  if (unknown.length > 0) {
    const rows = await db`
      select id, revision_id as "revisionId", (
        select document from flow_policies where account_id = ${account.id} and flow_id = flows.id
      ) as policies, (
        select json_agg(json_build_object(
          'afterId', after_id::text, 'upToId', up_to_id::text, 'revisionId', revision_id::text
        ) order by up_to_id)
        from flow_pins where account_id = ${account.id} and flow_id = flows.id
      ) as pins
      from flows where account_id = ${account.id} and id = any(${unknown}::bigint[]) and deleted_at is null`;
    // A missing flow is asked for again: a flow that is made turned off does not count the version up.
    for (const row of rows) {
      const { id, revisionId, policies, pins } = row as unknown as CurrentRow;
      current.flows.set(id, {
        revisionId,
        policies: policies ? readPolicies(policies) : undefined,
        pins: pins ?? [],
      });
    }
  }
  return current.flows;
}

interface CurrentRow {
  readonly id: string;
  readonly revisionId: string;
  readonly policies: PoliciesDocument | null;
  readonly pins: readonly Pin[] | null;
}

interface StoredRevision {
  readonly flowId: string;
  readonly revisionId: string;
  readonly definition: FlowDefinition;
}

async function selectDefinitions(
  db: Db,
  accountId: string,
  wanted: readonly { readonly flowId: string; readonly revisionId: string }[],
): Promise<StoredRevision[]> {
  const rows = await db`
    select flow_id as "flowId", revision_id as "revisionId", definition from flow_revisions
    where account_id = ${accountId} and (flow_id, revision_id) in (
      select * from unnest(${wanted.map((each) => each.flowId)}::bigint[], ${wanted.map((each) => each.revisionId)}::bigint[])
    )`;
  return rows.map((row) => ({
    flowId: row['flowId'] as string,
    revisionId: row['revisionId'] as string,
    definition: storedDefinition(row['flowId'] as string, row['definition']),
  }));
}

/** The flows that are turned on, by id. */
export async function listEnabledFlows(db: Db, accountId: string): Promise<string[]> {
  const rows = await db`
    select id from flows where account_id = ${accountId} and is_enabled and deleted_at is null order by id`;
  return rows.map((row) => row['id'] as string);
}

/** The flows that are turned off and not deleted, by id. */
export async function listTurnedOffFlows(db: Db, accountId: string): Promise<string[]> {
  const rows = await db`
    select id from flows where account_id = ${accountId} and not is_enabled and deleted_at is null order by id`;
  return rows.map((row) => row['id'] as string);
}
