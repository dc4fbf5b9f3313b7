import { useQuery } from '@tanstack/react-query';
import { GitBranch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { flagAt, type RawFlow, textAt } from '../../flow-body/index.ts';
import { Button, toast } from '../../kit/index.ts';
import { Conflict, loadFlow, onlyTurned } from '../save/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './page.module.css';
import { useNewer } from './use-newer.ts';

/** As soon as another revision is there, and not first when one saves. */
export function NewerBanner({ flowId }: { readonly flowId: string }) {
  const editor = useEditor();
  const newer = useNewer(flowId);
  const isEdited = useEditorState(({ history }) => history.done.length > 0);
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['flow', flowId, 'raw', newer],
    queryFn: ({ signal }) => loadFlow(flowId, signal),
    enabled: newer !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isTurned = useTurnedByOthers(data);
  if (newer === undefined || !data || isTurned) return null;
  return (
    <div role="status" className={styles['banner']}>
      <GitBranch aria-hidden size={16} />
      <span>Revision {newer} came while this page was open.</span>
      <Button onPress={() => (isEdited ? setOpen(true) : editor.rebaseOnto(data))}>
        {isEdited ? 'See what it changes' : 'Show it'}
      </Button>
      {isOpen && (
        <Conflict
          flowId={flowId}
          newer={data}
          onClose={() => setOpen(false)}
          onTaken={() => setOpen(false)}
        />
      )}
    </div>
  );
}

/** What another has turned on or off is so here, too, at once: it touches no edit, and nobody need decide anything. */
function useTurnedByOthers(newer: RawFlow | undefined): boolean {
  const editor = useEditor();
  const base = useEditorState(({ history }) => history.base);
  const isTurned = newer !== undefined && newer !== base && onlyTurned(base, newer);
  useEffect(() => {
    if (!isTurned || textAt(newer, 'revisionId') === textAt(base, 'revisionId')) return;
    editor.rebaseOnto(newer);
    const isOn = flagAt(newer, 'isEnabled');
    if (isOn !== flagAt(base, 'isEnabled'))
      toast({ tone: 'ok', text: `The flow was turned ${isOn ? 'on' : 'off'} elsewhere.` });
  }, [isTurned, newer, base, editor]);
  return isTurned;
}
