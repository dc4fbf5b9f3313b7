import { Link } from '@tanstack/react-router';
import { ChevronLeft, CircleHelp, ListTree, Play, Redo2, Search, Settings, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { textAt } from '../../flow-body/index.ts';
import { Button, IconButton, Switch } from '../../kit/index.ts';
import { later } from '../later.tsx';
import { useEditor, useEditorState, type Wishes } from '../state/index.ts';
import styles from './top-bar.module.css';
import { useTurn } from './use-turn.ts';

const TurnOnDialog = later(async () => (await import('./turn-on-dialog.tsx')).TurnOnDialog);

interface TopBarProps {
  readonly flowId: string;
  readonly wishes: Wishes;
}

/** The name of the flow, whether it is on, and what can be done with the whole of it. */
export function TopBar({ flowId, wishes }: TopBarProps) {
  const editor = useEditor();
  const undo = useEditorState(({ history }) => history.done.at(-1)?.label);
  const redo = useEditorState(({ history }) => history.undone.at(-1)?.label);
  const isSaved = useEditorState(({ history }) => history.done.length === 0);
  const isOutline = useEditorState((state) => state.isOutlineOpen);
  const isSettings = useEditorState((state) => state.isSettings && state.isPanelOpen);
  return (
    <header className={styles['bar']}>
      <Link to="/flows" className={styles['back']} aria-label="All flows">
        <ChevronLeft aria-hidden size={18} />
      </Link>
      <Name />
      <TurnSwitch flowId={flowId} />
      <span className={styles['gap']} />
      <div className={styles['tools']}>
        <span className={styles['outline']}>
          <IconButton
            icon={ListTree}
            label="Outline"
            aria-pressed={isOutline}
            onPress={() => editor.set({ isOutlineOpen: !isOutline })}
          />
        </span>
        <IconButton
          icon={Undo2}
          label={undo ? `Undo: ${undo}` : 'Nothing to undo'}
          isDisabled={!undo}
          onPress={() => editor.undo()}
        />
        <IconButton
          icon={Redo2}
          label={redo ? `Redo: ${redo}` : 'Nothing to do again'}
          isDisabled={!redo}
          onPress={() => editor.redo()}
        />
        <IconButton icon={Search} label="Find (Ctrl+F)" onPress={() => wishes.find?.()} />
        <IconButton
          icon={Settings}
          label="Settings of the flow"
          aria-pressed={isSettings}
          onPress={() => editor.set({ isSettings: !isSettings, isTest: false, isPanelOpen: !isSettings })}
        />
        <span className={styles['keys']}>
          <IconButton icon={CircleHelp} label="Keyboard shortcuts (?)" onPress={() => wishes.help?.()} />
        </span>
      </div>
      <Button icon={Play} onPress={() => wishes.test?.()}>
        <span className={styles['review']}>Test</span>
      </Button>
      <Button
        kind="primary"
        onPress={() => wishes.save?.()}
        reason={
          editor.isReadOnly
            ? 'This token may not change flows.'
            : isSaved
              ? 'Nothing has changed.'
              : undefined
        }
      >
        {isSaved ? (
          'Saved'
        ) : (
          <span>
            <span className={styles['review']}>Review and </span>
            <span className={styles['save']}>save</span>
          </span>
        )}
      </Button>
    </header>
  );
}

function Name() {
  const editor = useEditor();
  const name = useEditorState(({ history }) => textAt(history.raw, 'name'));
  const [typed, setTyped] = useState<string>();
  const save = () => {
    const wanted = typed?.trim();
    // Without a name it could not be found again.
    if (wanted && wanted !== name)
      editor.do([
        {
          kind: 'setMember',
          actionId: null,
          path: ['name'],
          value: wanted,
          name: 'the name',
          ...('name' in editor.raw ? { was: editor.raw['name']! } : {}),
        },
      ]);
    setTyped(undefined);
  };
  return (
    <input
      aria-label="Name of the flow"
      dir="auto"
      className={styles['name']}
      value={typed ?? name}
      placeholder="Name this flow"
      readOnly={editor.isReadOnly}
      size={Math.min(Math.max((typed ?? name).length, 12), 40)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(undefined);
      }}
    />
  );
}

function TurnSwitch({ flowId }: { readonly flowId: string }) {
  const editor = useEditor();
  const { isOn, turn, isPending } = useTurn(flowId);
  const [isAsking, setAsking] = useState(false);
  // Who meets filters already is a question of its own; events, hands and schedules have nobody waiting.
  const hasFilters = useEditorState(
    ({ history }) =>
      textAt(history.base, 'enrollmentCriteria', 'type') === 'LIST_BASED' &&
      textAt(history.base, 'enrollmentSchedule', 'type') === '',
  );
  const close = () => setAsking(false);
  return (
    <>
      <Switch
        isSelected={isOn}
        isDisabled={isPending || editor.isReadOnly}
        onChange={(to) => (to && hasFilters ? setAsking(true) : void turn(to))}
      >
        {isOn ? 'On' : 'Off'}
      </Switch>
      {isAsking && (
        <TurnOnDialog
          flowId={flowId}
          isPending={isPending}
          onClose={close}
          onTurnOn={(whom) => void turn(true, whom).then(close)}
        />
      )}
    </>
  );
}
