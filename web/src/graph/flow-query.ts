import { queryOptions } from '@tanstack/react-query';
import { callText } from '../api/index.ts';
import { parseRaw, type RawFlow } from '../flow-body/index.ts';

/** The body of a flow as it is now, digit for digit. */
export function flowQuery(flowId: string) {
  return queryOptions({
    queryKey: ['flow', flowId, 'body'],
    queryFn: async ({ signal }) =>
      parseRaw(await callText('GET /automation/v4/flows/{flowId}', { path: { flowId } }, signal)) as RawFlow,
    meta: { topic: `flow:${flowId}`, hints: ['flow'] },
    // What is the same stays the same object, so that nothing is laid out anew.
    structuralSharing: true,
  });
}

/** The body of a flow in one of its revisions: never another. */
export function revisionQuery(flowId: string, revisionId: string) {
  return queryOptions({
    queryKey: ['flow', flowId, 'revision', revisionId],
    queryFn: async ({ signal }) => {
      const path = { flowId, revisionId };
      const text = await callText('GET /millrace/v1/flows/{flowId}/revisions/{revisionId}', { path }, signal);
      return (parseRaw(text) as { readonly flow: RawFlow }).flow;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
