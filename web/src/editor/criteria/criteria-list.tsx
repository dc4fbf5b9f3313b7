import { Plus } from 'lucide-react';
import { getIn, listAt, type Path, type Raw } from '../../flow-body/index.ts';
import { Button, toast } from '../../kit/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import { FlowCriteria } from './flow-criteria.tsx';

interface CriteriaListProps {
  /** What one of them is called; the others are numbered. */
  readonly label: string;
  readonly path: Path;
  readonly name: string;
  readonly add: string;
}

/** Criteria of which any one counts, as a member of the flow. An emptied one is taken out. */
export function CriteriaList({ label, path, name, add }: CriteriaListProps) {
  const editor = useEditor();
  const value = useEditorState(({ history }) => getIn(history.raw, path));
  const all = listAt(value);
  const set = (to: readonly Raw[]) => {
    const reason = editor.do([
      {
        kind: 'setMember',
        actionId: null,
        path,
        name,
        value: to,
        ...(value === undefined ? {} : { was: value }),
      },
    ]);
    if (reason !== undefined) toast({ tone: 'failed', text: reason });
  };
  return (
    <>
      {all.map((criteria, index) => (
        <FlowCriteria
          // biome-ignore lint/suspicious/noArrayIndexKey: criteria have no other name than their place.
          key={index}
          label={index === 0 ? label : `${label}, or ${index + 1}`}
          actionId={null}
          path={[...path, index]}
          value={criteria}
        />
      ))}
      <div>
        <Button kind="quiet" icon={Plus} onPress={() => set([...all, {}])}>
          {add}
        </Button>
      </div>
    </>
  );
}
