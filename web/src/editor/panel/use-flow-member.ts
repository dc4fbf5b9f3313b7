import { getIn, type Path, type Raw } from '../../flow-body/index.ts';
import { toast } from '../../kit/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';

/** A member of the flow itself, and how to set it: undefined takes it out. */
export function useFlowMember(
  path: Path,
  name: string,
): readonly [Raw | undefined, (value: Raw | undefined) => void] {
  const editor = useEditor();
  const value = useEditorState(({ history }) => getIn(history.raw, path));
  const set = (to: Raw | undefined) => {
    const was = getIn(editor.raw, path);
    const reason = editor.do([
      {
        kind: 'setMember',
        actionId: null,
        path,
        name,
        ...(to === undefined ? {} : { value: to }),
        ...(was === undefined ? {} : { was }),
      },
    ]);
    if (reason !== undefined) toast({ tone: 'failed', text: reason });
  };
  return [value, set];
}
