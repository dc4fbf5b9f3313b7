import { useIsMutating, useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { textAt } from '../../flow-body/index.ts';
import { ownRevision } from '../save/index.ts';
import { useEditorState } from '../state/index.ts';

/** The id of a revision that somebody else has made meanwhile. */
export function useNewer(flowId: string): string | undefined {
  const own = useEditorState(({ history }) => textAt(history.base, 'revisionId'));
  const isWriting = useIsMutating({ mutationKey: ownRevision(flowId) }) > 0;
  const { data } = useQuery({
    queryKey: ['flow', flowId, 'newest'],
    queryFn: ({ signal }) =>
      call(
        'GET /millrace/v1/flows/{flowId}/revisions',
        { path: { flowId }, query: { limit: 1 } } as never,
        signal,
      ),
    meta: { topic: `flow:${flowId}`, hints: ['flow'] },
    retry: false,
  });
  const newest = (data as { results?: readonly { revisionId: string }[] } | undefined)?.results?.[0]
    ?.revisionId;
  return newest !== undefined && !isWriting && Number(newest) > Number(own) ? newest : undefined;
}
