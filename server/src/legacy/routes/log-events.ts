import { CONTACT } from '@millrace/core/crm';
import { DAY } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { requireFlow } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { type LogEvent, type LogRow, selectLogEvents } from '../../passages/index.ts';
import { type App, type Caller, epochMillis, invalid } from '../../platform/index.ts';
import { idsOf } from '../../records/index.ts';
import { logAnswer } from '../answers.ts';
import { flowIdOf } from '../read-workflows.ts';
import { config, pathNumber } from './workflow-io.ts';

/** Events on one page; more when several are of its last instant. */
const PAGE_EVENTS = 100;
/** How far a log goes back unless it is asked for more. */
const LOG_DAYS = 180;

/** What the older API calls what happens in a flow. */
const LOG_TYPES = {
  ENROLLED: 'ENROLLED',
  COMPLETED_WORKFLOW: 'COMPLETED',
  UNENROLLED: 'UNENROLLED',
  EXECUTED_ACTION: 'SUCCEEDED',
  FAILED_ACTION: 'FAILED',
  SKIPPED_ACTION: 'SKIPPED',
} as const satisfies Record<string, LogEvent>;
type LogType = keyof typeof LOG_TYPES;
const LOG_TYPE_NAMES = Object.keys(LOG_TYPES) as LogType[];
const NAME_OF = new Map<LogEvent, LogType>(LOG_TYPE_NAMES.map((name) => [LOG_TYPES[name], name]));

const params = z.object({ workflowId: z.string() });
const querystring = z.object({ offset: epochMillis.optional(), limitDate: epochMillis.optional() });
const body = z
  .object({
    vid: z
      .union([z.int().nonnegative(), z.string().regex(/^\d{1,18}$/)])
      .transform(String)
      .optional(),
    types: z.array(z.enum(LOG_TYPE_NAMES)).min(1).optional(),
  })
  .refine(({ vid, types }) => vid !== undefined || types !== undefined, 'must have vid or types');
type Filter = z.infer<typeof body>;

/** `/automation/v3/logevents/workflows/…`: what happened, the latest first. PUT, too, only reads. */
export function logEventRoutes(app: App, store: Store): void {
  const url = '/automation/v3/logevents/workflows/:workflowId';

  const read = { summary: 'Read the log of a workflow', params, querystring, response: { 200: logAnswer } };
  app.get(url, { config, schema: read }, async ({ caller, params, query }) =>
    logOf(store, caller, params.workflowId, query, {}),
  );

  const filter = {
    summary: 'Read part of the log of a workflow',
    params,
    querystring,
    body,
    response: { 200: logAnswer },
  };
  app.put(`${url}/filter`, { config, schema: filter }, async ({ caller, params, query, body }) =>
    logOf(store, caller, params.workflowId, query, body),
  );
}

async function logOf(
  store: Store,
  caller: Caller,
  workflowIdText: string,
  { offset, limitDate }: z.infer<typeof querystring>,
  { vid, types }: Filter,
) {
  const workflowId = pathNumber('workflowId', workflowIdText);
  const flowId = await flowIdOf(store.sql, caller, workflowId);
  await requireFlow(store.sql, caller, flowId, 'read');
  const { now } = await readAccount(store.sql, caller.accountId);
  // What happens in this very millisecond is part of now.
  const before = offset ?? now + 1;
  const since = limitDate ?? Math.max(0, now - LOG_DAYS * DAY);
  if (since >= before) throw emptyRange();
  const rows = await selectLogEvents(store.sql, caller.accountId, {
    flowId,
    recordIds:
      vid === undefined
        ? undefined
        : await idsOf(store.sql, caller.accountId, { objectTypeId: CONTACT, id: vid }),
    types: (types ?? LOG_TYPE_NAMES).map((name) => LOG_TYPES[name]),
    before,
    since,
    limit: PAGE_EVENTS,
  });
  return {
    results: rows.map((row) => eventOf(row, Number(workflowId))),
    hasMore: rows.length >= PAGE_EVENTS,
    offset: rows.at(-1)?.at ?? since,
  };
}

function eventOf({ type, recordId, at, enrollmentId, actionId, reason }: LogRow, workflowId: number) {
  return {
    type: NAME_OF.get(type)!,
    workflowId,
    vid: Number(recordId),
    timestamp: at,
    enrollmentId,
    ...(actionId === null ? {} : { actionId }),
    ...(reason === null ? {} : { reason }),
  };
}

function emptyRange() {
  return invalid([
    {
      path: 'limitDate',
      code: 'OUT_OF_RANGE',
      message: 'limitDate must be before offset, which is now by default.',
    },
  ]);
}
