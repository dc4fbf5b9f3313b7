import { Waypoints } from 'lucide-react';
import { useCallback } from 'react';
import { actionOf } from '../../flow-body/index.ts';
import { type FindOnPage, useOnPalette } from '../../palette/index.ts';
import { type Names, sentenceOf, textOf, typeName } from '../say/index.ts';
import { useEditor } from '../state/index.ts';
import { findByText } from './find-by-text.ts';

/** So many actions are shown. */
const FOUND_MAX = 8;

/** The palette finds the actions of the flow that is open, as they are edited, and leads to them. */
export function useActionsOnPalette(names: Names): void {
  const editor = useEditor();
  const find = useCallback<FindOnPage>(
    (wanted) => ({
      name: 'In this flow',
      items: findByText(editor.raw, wanted, names)
        .slice(0, FOUND_MAX)
        .map((id) => {
          const action = actionOf(editor.raw, id)!;
          return {
            id: `action ${id}`,
            name: `#${id} ${textOf(sentenceOf(action, editor.raw, names))}`,
            hint: typeName(action, names),
            icon: Waypoints,
            onDo: () => editor.reveal(id, { isPanelOpen: true }),
          };
        }),
    }),
    [editor, names],
  );
  useOnPalette(find);
}
