import { useQuery } from '@tanstack/react-query';
import { call, queryClient } from '../api/index.ts';

interface Edit {
  readonly flowId: string;
  readonly appliesTo: 'EVERYBODY' | 'NEW_ONLY';
  /** The body of a PUT, as text; undefined while it is not known. */
  readonly body: string | undefined;
  /** While it is saved nothing is asked: the revision that the body names is then no longer the current one. */
  readonly isSaving: boolean;
}

const keyOf = (flowId: string) => ['edit-preview', flowId];

/** What a save of an edit would do to those who are in the flow. */
export function useEditPreview({ flowId, appliesTo, body, isSaving }: Edit) {
  return useQuery({
    queryKey: [...keyOf(flowId), appliesTo, body],
    queryFn: ({ signal }) =>
      call(
        'POST /millrace/v1/flows/{flowId}/edit-preview',
        { path: { flowId }, query: { appliesTo }, body: body as never },
        signal,
      ),
    enabled: body !== undefined && !isSaving,
    retry: false,
    staleTime: 0,
  });
}

/** Ends the previews that are still under way, before the edit is saved. */
export const leavePreviews = (flowId: string) => queryClient.cancelQueries({ queryKey: keyOf(flowId) });
