import { actionOf, type RawObject } from '../../flow-body/index.ts';
import { useEditorState } from './use-editor.ts';

/** What is read of an action as it is edited; undefined once it is gone. */
export function useOfAction<T>(id: string, read: (action: RawObject) => T): T | undefined {
  return useEditorState(({ history }) => {
    const action = actionOf(history.raw, id);
    return action && read(action);
  });
}
