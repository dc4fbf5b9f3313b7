import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { toast, toastFailure } from '../../kit/index.ts';
import { flagAt } from '../raw/index.ts';
import { loadFlow, onlyTurned, ownRevision } from '../save/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';

/** Turns the flow on or off at once. That is a revision of its own, on which the edits go on. */
export function useTurn(flowId: string) {
  const editor = useEditor();
  const isOn = useEditorState(({ history }) => flagAt(history.base, 'isEnabled'));
  const { mutate, isPending } = useMutation({
    mutationKey: ownRevision(flowId),
    mutationFn: async (to: boolean) => {
      await call(
        to ? 'POST /millrace/v1/flows/{flowId}/turn-on' : 'POST /millrace/v1/flows/{flowId}/turn-off',
        {
          path: { flowId },
        } as never,
      );
      return { to, base: await loadFlow(flowId) };
    },
    onSuccess: ({ to, base }) => {
      const { history } = editor.state;
      // With another's revision between, whoever has edits is asked first.
      if (history.done.length === 0 || onlyTurned(history.base, base)) editor.rebaseOnto(base);
      toast({ tone: 'ok', text: to ? 'The flow is on.' : 'The flow is off.' });
    },
    onError: toastFailure,
  });
  return { isOn, turn: (to: boolean) => mutate(to), isPending };
}
