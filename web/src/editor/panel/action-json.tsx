import { actionOf, isObject } from '../../flow-body/index.ts';
import { toast } from '../../kit/index.ts';
import { JsonField } from '../fields/index.ts';
import { useEditor, useOfAction } from '../state/index.ts';

/** The whole action as it is saved. */
export function ActionJson({ id }: { readonly id: string }) {
  const editor = useEditor();
  const action = useOfAction(id, (it) => it);
  return (
    <JsonField
      label="This action as JSON"
      description="All of it, as the API has it. What you write is taken over as soon as it is JSON."
      value={action}
      height="520px"
      onChange={(to) => {
        const was = actionOf(editor.raw, id);
        if (!isObject(to) || !was) return;
        const reason = editor.do([{ kind: 'setAction', id, action: to, was }]);
        if (reason !== undefined) toast({ tone: 'failed', text: reason });
      }}
    />
  );
}
