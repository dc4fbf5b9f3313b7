import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { actionOf, slotsOf } from '../../flow-body/index.ts';
import { Button, Dialog, toast } from '../../kit/index.ts';
import { TRIGGER, treeOf } from '../../layout/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './page.module.css';

/** A branch goes: which of its lanes stays in its place? */
export function RemoveBranchDialog() {
  const id = useEditorState((state) => state.removing);
  return id === undefined ? null : <Opened key={id} id={id} />;
}

const NONE = 'none';

function Opened({ id }: { readonly id: string }) {
  const editor = useEditor();
  const action = useEditorState(({ history }) => actionOf(history.raw, id));
  const lanes = action ? slotsOf(action).filter(({ to }) => to !== undefined) : [];
  const [keeps, setKeeps] = useState(lanes[0]?.member ?? NONE);
  const close = () => {
    editor.set({ removing: undefined });
    requestAnimationFrame(() => document.getElementById('canvas')?.focus());
  };
  const remove = () => {
    const parent = treeOf(editor.raw).nodes.get(id)?.parent;
    const reason = editor.do([{ kind: 'removeAction', id, keeps: keeps === NONE ? null : keeps }], {
      select: parent === undefined || parent === TRIGGER ? [] : [parent],
    });
    if (reason !== undefined) toast({ tone: 'failed', text: reason });
    close();
  };
  return (
    <Dialog
      title="Delete the branch"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button kind="danger" onPress={remove}>
            Delete
          </Button>
        </>
      }
    >
      <RadioGroup
        aria-label="The lane that stays"
        value={keeps}
        onChange={setKeeps}
        className={styles['radios'] ?? ''}
      >
        <p className={styles['note']}>
          One lane can stay in its place. The other lanes go, with what only they lead to.
        </p>
        {lanes.map(({ member, label }) => (
          <Radio key={member} value={member} className={styles['radio'] ?? ''}>
            Keep “{label}”
          </Radio>
        ))}
        <Radio value={NONE} className={styles['radio'] ?? ''}>
          Keep none
        </Radio>
      </RadioGroup>
    </Dialog>
  );
}
