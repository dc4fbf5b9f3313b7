import { UNIQUE_VALUE_CHARACTERS_MAX } from '@millrace/core/crm';
import { z } from 'zod';
import { readRevision, requireFlowRecords } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { type App, instant } from '../../platform/index.ts';
import { storableText } from '../../schema/index.ts';
import { explanationAnswer } from '../explain/answers.ts';
import { explain } from '../explain/index.ts';
import { config, flowParams } from './inputs.ts';

const querystring = z.object({
  objectId: storableText(UNIQUE_VALUE_CHARACTERS_MAX).min(1),
  idProperty: storableText(UNIQUE_VALUE_CHARACTERS_MAX).optional(),
  at: instant.optional(),
});

/** Why a record is in a flow, or why not. */
export function explainRoutes(app: App, store: Store): void {
  const url = '/millrace/v1/flows/:flowId/explain';
  const schema = {
    summary: 'Explain why a record is or is not in a flow',
    params: flowParams,
    querystring,
    response: { 200: explanationAnswer },
  };
  app.get(url, { config, schema }, async (request) => {
    const { flowId } = request.params;
    await requireFlowRecords(store.sql, request.caller, flowId, 'read');
    const answer = await explain(store, request.caller, { flowId, ...request.query });
    // The revision of then explains the past, and may read more than the present one.
    if (request.query.at !== undefined)
      await readRevision(store.sql, request.caller, flowId, answer.revisionId);
    return answer;
  });
}
