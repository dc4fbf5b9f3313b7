import { queryOptions } from '@tanstack/react-query';
import { callText } from '../api/index.ts';
import { parseRaw, type RawFlow } from '../flow-body/index.ts';

/** The body of a flow as it is now, digit for digit. */
export function flowQuery(flowId: string) {
  return queryOptions({
    queryKey: ['flow', flowId, 'body'],
    queryFn: async ({ signal }) =>
      parseRaw(await callText('GET /automation/v4/flows/{flowId}', { path: { flowId } }, signal)) as RawFlow,
    meta: { topic: `flow:${flowId}` },
    // What is the same stays the same object, so that nothing is laid out anew.
    structuralSharing: true,
  });
}
