import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { flagAt } from '../../flow-body/index.ts';
import { toast, toastFailure } from '../../kit/index.ts';
import { enrollMatching, loadFlow, onlyTurned, ownRevision } from '../save/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import type { Whom } from '../whom/index.ts';

interface Turn {
  readonly to: boolean;
  readonly whom: Whom;
}

const SAID = {
  OFF: 'The flow is off.',
  FROM_NOW_ON: 'The flow is on.',
  WHO_MATCH_NOW: 'The flow is on, and enrolls those who match.',
} as const;

/** Turns the flow on or off at once. That is a revision of its own, on which the edits go on. */
export function useTurn(flowId: string) {
  const editor = useEditor();
  const isOn = useEditorState(({ history }) => flagAt(history.base, 'isEnabled'));
  const { mutateAsync, isPending } = useMutation({
    mutationKey: ownRevision(flowId),
    mutationFn: async ({ to, whom }: Turn) => {
      const path = { path: { flowId } };
      if (to) await call('POST /millrace/v1/flows/{flowId}/turn-on', path);
      else await call('POST /millrace/v1/flows/{flowId}/turn-off', path);
      if (to && whom === 'WHO_MATCH_NOW') await enrollMatching(flowId);
      return loadFlow(flowId);
    },
    onSuccess: (base, { to, whom }) => {
      const { history } = editor.state;
      // With another's revision between, whoever has edits is asked first.
      if (history.done.length === 0 || onlyTurned(history.base, base)) editor.rebaseOnto(base);
      toast({ tone: 'ok', text: SAID[to ? whom : 'OFF'] });
    },
    onError: toastFailure,
  });
  return {
    isOn,
    /** Resolves when it is done, or has failed, which has been told by then. */
    turn: (to: boolean, whom: Whom = 'FROM_NOW_ON') => mutateAsync({ to, whom }).catch(() => undefined),
    isPending,
  };
}
