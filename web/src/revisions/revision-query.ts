import { queryOptions } from '@tanstack/react-query';
import { callText } from '../api/index.ts';
import { parseRaw, type RawFlow } from '../flow-body/index.ts';

/** The body of a flow as a revision had it, digit for digit: what was saved never changes. */
export function revisionQuery(flowId: string, revisionId: string) {
  return queryOptions({
    queryKey: ['flow', flowId, 'revision', revisionId],
    queryFn: async ({ signal }): Promise<RawFlow> => {
      const text = await callText(
        'GET /millrace/v1/flows/{flowId}/revisions/{revisionId}',
        { path: { flowId, revisionId } },
        signal,
      );
      return (parseRaw(text) as { readonly flow: RawFlow }).flow;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
