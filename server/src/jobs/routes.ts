import { z } from 'zod';
import type { Store } from '../history/index.ts';
import { type App, idOf, notFound, page, pageOf, pagingQuery } from '../platform/index.ts';
import { JOB_STATES, jobAnswer, presentJob } from './answers.ts';
import { cancelJob } from './cancel-job.ts';
import type { JobKind } from './job.ts';
import { findJob, listJobs } from './queries.ts';

const JOBS_PER_PAGE_MAX = 100;

const config = { scopes: ['automation'] };
const params = z.object({ jobId: idOf('an id') });

/** `/millrace/v1/jobs`: work behind requests, of all kinds. A caller sees those that it has the scopes for. */
export function jobRoutes(app: App, store: Store, kinds: readonly JobKind[]): void {
  const url = '/millrace/v1/jobs';

  const list = {
    summary: 'List jobs, newest first',
    querystring: z.object({
      ...pagingQuery(JOBS_PER_PAGE_MAX),
      kind: z.string().max(100).optional(),
      state: z.enum(JOB_STATES).optional(),
    }),
    response: { 200: pageOf(jobAnswer) },
  };
  app.get(url, { config, schema: list }, async (request) => {
    const { caller, query } = request;
    const found = await listJobs(store.sql, caller.accountId, caller.scopes, query);
    return page(found.map(presentJob), query.limit, ({ id }) => id, request);
  });

  const read = { summary: 'Read a job with its progress', params, response: { 200: jobAnswer } };
  app.get(`${url}/:jobId`, { config, schema: read }, async ({ caller, params: { jobId } }) => {
    const job = await findJob(store.sql, caller.accountId, jobId, caller.scopes);
    if (!job) throw notFound(`There is no job ${jobId}.`);
    return presentJob(job);
  });

  const cancel = {
    summary: 'Cancel a job: what is done stays done',
    params,
    response: { 200: jobAnswer },
  };
  app.post(`${url}/:jobId/cancel`, { config, schema: cancel }, async ({ caller, params: { jobId } }) =>
    presentJob(await cancelJob(store, kinds, caller, jobId)),
  );
}
