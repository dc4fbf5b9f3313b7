import { useEffect, useMemo, useRef } from 'react';
import { type Camera, Drawing, type GraphHandlers } from '../../graph/index.ts';
import { Button } from '../../kit/index.ts';
import { TRIGGER } from '../../layout/index.ts';
import { COMMANDS, commandFor, type Pressed } from '../commands/index.ts';
import { layoutFor, runCommand, useEditor, useEditorState, type Wishes } from '../state/index.ts';
import styles from './canvas.module.css';
import { useWords } from './canvas-context.ts';
import { DragLayer } from './drag-layer.tsx';
import { editorMarks } from './editor-marks.ts';
import { JumpCurves } from './jump-curves.tsx';
import { PlusButton } from './plus.tsx';
import { pointTo } from './point-to.ts';
import { selectByClick } from './select-by-click.ts';
import { useClipboard } from './use-clipboard.ts';
import { useNobodysKeys } from './use-nobodys-keys.ts';

interface CanvasProps {
  readonly wishes: Wishes;
}

export function Canvas({ wishes }: CanvasProps) {
  const editor = useEditor();
  const { names } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const camera = useRef<Camera>(null);
  const raw = useEditorState(({ history }) => history.raw);
  const collapsed = useEditorState((state) => state.collapsed);
  const moving = useEditorState((state) => state.moving);
  const hasFoot = useEditorState(({ trail }) => trail !== undefined);
  const pointing = useEditorState((state) => state.pointing);
  const reveals = useEditorState((state) => state.reveals);
  const clipboard = useClipboard();
  const layout = layoutFor(raw, collapsed, hasFoot);
  const marks = useMemo(() => editorMarks(editor), [editor]);
  const handlers = useMemo(
    (): GraphHandlers => ({
      onCard: (id, event) => selectByClick(editor, id, event),
      onLane: (of) => editor.select([of], of, { isPanelOpen: true }),
      onStub: (of) => editor.toggleCollapsed(of),
      onJump: (to) => editor.reveal(to),
      ...(editor.isReadOnly
        ? {}
        : {
            onEnd: (of, member) =>
              editor.set({ pointing: { from: of === TRIGGER ? null : of, member }, moving: undefined }),
          }),
    }),
    [editor],
  );
  const all: Wishes = useMemo(
    () => ({
      ...wishes,
      fit: () => camera.current?.fit(),
      actualSize: () => camera.current?.actualSize(),
    }),
    [wishes],
  );

  useEffect(() => {
    const { focus } = editor.state;
    if (focus !== undefined && reveals > 0) camera.current?.reveal(focus);
  }, [reveals, editor]);

  const press = (event: Pressed & Pick<KeyboardEvent, 'preventDefault' | 'stopPropagation'>) => {
    const isChoosing = moving !== undefined || pointing !== undefined;
    const command = event.key === 'Escape' && isChoosing ? undefined : commandFor(event, true);
    if (event.key === 'Escape' && isChoosing) editor.set({ moving: undefined, pointing: undefined });
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    runCommand(editor, command, all);
  };
  useNobodysKeys(frame, press);

  return (
    <div
      ref={frame}
      id="canvas"
      className={styles['canvas']}
      role="application"
      aria-label="The flow as a graph. For reading, use the outline."
      aria-keyshortcuts={COMMANDS.flatMap(({ keys }) => keys).join(' ')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is one stop for the keyboard, and acts on its keys.
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target === frame.current && !event.defaultPrevented) press(event);
      }}
      {...clipboard}
    >
      <Drawing
        flow={raw}
        layout={layout}
        overlay={<JumpCurves layout={layout} frame={frame} />}
        {...{ names, marks, handlers, camera }}
        EdgePart={PlusButton}
        wheel="pans"
        anchor={() => editor.state.focus}
        onPane={() => {
          editor.select([], undefined);
          frame.current?.focus();
        }}
      />
      <DragLayer frame={frame} camera={camera} />
      {pointing && (
        <div className={styles['moving']} role="status">
          Choose the action that{' '}
          {pointing.from === null ? 'the flow begins with' : `#${pointing.from} goes to`}
          <Button onPress={() => pointTo(editor, null)}>End here</Button>
          <Button onPress={() => editor.set({ pointing: undefined })}>Cancel</Button>
        </div>
      )}
      {moving && (
        <div className={styles['moving']} role="status">
          Choose where {moving.length === 1 ? 'the action' : `the ${moving.length} actions`} should go
          <Button onPress={() => editor.set({ moving: undefined })}>Cancel</Button>
        </div>
      )}
    </div>
  );
}
