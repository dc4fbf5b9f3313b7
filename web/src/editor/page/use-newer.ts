import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { textAt } from '../raw/index.ts';
import { useEditorState } from '../state/index.ts';

const LOOKS_EVERY_MS = 15_000;

/** The id of a revision that somebody else has made meanwhile. */
export function useNewer(flowId: string): string | undefined {
  const own = useEditorState(({ history }) => textAt(history.base, 'revisionId'));
  const { data } = useQuery({
    queryKey: ['flow', flowId, 'newest'],
    queryFn: ({ signal }) =>
      call(
        'GET /millrace/v1/flows/{flowId}/revisions',
        { path: { flowId }, query: { limit: 1 } } as never,
        signal,
      ),
    refetchInterval: LOOKS_EVERY_MS,
    retry: false,
  });
  const newest = (data as { results?: readonly { revisionId: string }[] } | undefined)?.results?.[0]
    ?.revisionId;
  return newest !== undefined && Number(newest) > Number(own) ? newest : undefined;
}
