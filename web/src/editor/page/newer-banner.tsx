import { useQuery } from '@tanstack/react-query';
import { GitBranch } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/index.ts';
import { Conflict, loadFlow } from '../save/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './page.module.css';
import { useNewer } from './use-newer.ts';

/** As soon as another revision is there, and not first when one saves. */
export function NewerBanner({ flowId }: { readonly flowId: string }) {
  const editor = useEditor();
  const newer = useNewer(flowId);
  const count = useEditorState(({ history }) => history.done.length);
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['flow', flowId, 'raw', newer],
    queryFn: ({ signal }) => loadFlow(flowId, signal),
    enabled: newer !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (newer === undefined || !data) return null;
  return (
    <div role="status" className={styles['banner']}>
      <GitBranch aria-hidden size={16} />
      <span>Revision {newer} came while this page was open.</span>
      <Button onPress={() => (count === 0 ? editor.rebaseOnto(data) : setOpen(true))}>
        {count === 0 ? 'Show it' : 'See what it changes'}
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
