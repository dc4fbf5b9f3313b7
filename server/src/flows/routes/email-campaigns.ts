import { z } from 'zod';
import { type App, linkTo, paging, resultsOf, whole } from '../../platform/index.ts';
import { flowEmailAnswer } from '../answers.ts';
import { emailsOf } from '../emails-of.ts';
import { flowIdRequired } from '../errors.ts';
import type { FlowService } from '../flow-service.ts';
import { readFlows } from '../read-flows.ts';
import { config } from './flow-io.ts';

/** Rows on one page, by default and at most. */
const PAGE_EMAILS_MAX = 100;
/** Flows that one request asks about at most. */
const FLOWS_MAX = 100;

/** A cursor is how many rows stand before the page, or (`before`) up to it. */
const cursor = z
  .string()
  .regex(/^\d{1,9}$/, 'must be the cursor of another page')
  .optional();
const querystring = z.object({
  flowId: z.union([z.string(), z.array(z.string())]).optional(),
  limit: whole(1, PAGE_EMAILS_MAX).default(PAGE_EMAILS_MAX),
  after: cursor,
  before: cursor,
});

/** `{base}/flows/email-campaigns`: the marketing emails that flows send. The original asks for a flow, so this does. */
export function emailCampaignRoutes(app: App, base: string, { store }: FlowService): void {
  const list = {
    summary: 'List the marketing emails that flows send',
    querystring,
    response: { 200: resultsOf(flowEmailAnswer).extend({ paging: paging.optional() }) },
  };
  app.get(`${base}/flows/email-campaigns`, { config, schema: list }, async (request) => {
    const { limit, after, before } = request.query;
    const ids = flowIdsIn(request.query.flowId);
    const flows = await readFlows(store.sql, request.caller, ids);
    const rows = ids.flatMap((id) => {
      const flow = flows.get(id);
      return flow ? emailsOf(flow) : [];
    });
    const start = before === undefined ? Number(after ?? 0) : Math.max(0, Number(before) - limit);
    const end = start + limit;
    const link = (member: 'after' | 'before', value: number) =>
      linkTo(request, { after: null, before: null, [member]: String(value) });
    const neighbours = {
      ...(end < rows.length ? { next: { after: String(end), link: link('after', end) } } : {}),
      ...(start > 0 ? { prev: { before: String(start), link: link('before', start) } } : {}),
    };
    const results = rows.slice(start, end);
    return Object.keys(neighbours).length === 0 ? { results } : { results, paging: neighbours };
  });
}

/** Ids, repeated or joined with commas, each once. */
function flowIdsIn(given: string | readonly string[] | undefined): string[] {
  const ids = [given ?? []].flat().flatMap((text) => text.split(','));
  const known = new Set(ids.map((id) => id.trim()).filter((id) => /^\d{1,18}$/.test(id)));
  if (ids.length === 0 || ids.length > FLOWS_MAX) throw flowIdRequired(ids.length, FLOWS_MAX);
  return [...known];
}
