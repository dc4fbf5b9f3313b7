import '@xyflow/react/dist/base.css';
import {
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  useOnViewportChange,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { Button, IconButton } from '../../kit/index.ts';
import { COMMANDS, commandFor } from '../commands/index.ts';
import { CARD, type Layout, TRIGGER, treeOf } from '../layout/index.ts';
import { layoutFor, runCommand, useEditor, useEditorState, type Wishes } from '../state/index.ts';
import { ActionCard } from './action-card.tsx';
import styles from './canvas.module.css';
import { LaneName } from './lane-name.tsx';
import { Lines } from './lines.tsx';
import { Nodes } from './nodes.ts';
import { Stub } from './stub.tsx';
import { TriggerCard } from './trigger-card.tsx';
import { useClipboard } from './use-clipboard.ts';

const NODE_TYPES = {
  action: ActionCard,
  trigger: TriggerCard,
  lane: LaneName,
  stub: Stub,
} as unknown as NodeTypes;

/** Below this zoom only the heads of cards are shown. */
const FAR_ZOOM = 0.5;
const ZOOM_MIN = 0.25;
const ZOOM_MAX = 1.5;
const MOVE_MS = 180;
const MARGIN = 40;

interface CanvasProps {
  readonly wishes: Wishes;
}

export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({ wishes }: CanvasProps) {
  const editor = useEditor();
  const frame = useRef<HTMLDivElement>(null);
  const raw = useEditorState(({ history }) => history.raw);
  const collapsed = useEditorState((state) => state.collapsed);
  const layout = layoutFor(raw, collapsed);
  const nodes = useRef(new Nodes()).current;
  const cards = useMemo(() => nodes.of(layout, treeOf(raw)), [nodes, layout, raw]);
  const camera = useCamera(layout);
  const all: Wishes = useMemo(
    () => ({ ...wishes, fit: camera.fit, actualSize: camera.actualSize }),
    [wishes, camera],
  );
  const moving = useEditorState((state) => state.moving);
  useFarLook(frame);
  const clipboard = useClipboard();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== frame.current || event.defaultPrevented) return;
    const command = event.key === 'Escape' && moving ? undefined : commandFor(event, true);
    if (event.key === 'Escape' && moving) editor.set({ moving: undefined });
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    runCommand(editor, command, all);
  };

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
      onKeyDown={onKeyDown}
      {...clipboard}
    >
      <ReactFlow
        nodes={cards}
        nodeTypes={NODE_TYPES}
        onlyRenderVisibleElements
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        panOnScroll
        minZoom={ZOOM_MIN}
        maxZoom={ZOOM_MAX}
        defaultViewport={camera.first}
        onPaneClick={() => {
          editor.select([], undefined);
          frame.current?.focus();
        }}
      >
        <Lines layout={layout} />
      </ReactFlow>
      {moving && (
        <div className={styles['moving']} role="status">
          Choose where {moving.length === 1 ? 'the action' : `the ${moving.length} actions`} should go
          <Button onPress={() => editor.set({ moving: undefined })}>Cancel</Button>
        </div>
      )}
      <div className={styles['zoom']}>
        <IconButton icon={ZoomOut} label="Zoom out" onPress={camera.zoomOut} />
        <IconButton icon={ZoomIn} label="Zoom in" onPress={camera.zoomIn} />
        <IconButton icon={Maximize} label="Show the whole flow (0)" onPress={camera.fit} />
      </div>
    </div>
  );
}

/** Where one looks: the start at first; what was edited stays where it is on the screen; what is asked for comes into view. */
function useCamera(layout: Layout) {
  const editor = useEditor();
  const flow = useReactFlow();
  const store = useStoreApi();
  const reveals = useEditorState((state) => state.reveals);
  const trigger = layout.cards.get(TRIGGER)!;
  const first = useRef({ x: 400 - (trigger.x + CARD.width / 2), y: MARGIN, zoom: 1 }).current;
  const before = useRef(layout);

  // The first look, once the size of the canvas is known.
  useLayoutEffect(() => {
    const { width } = store.getState();
    const shown = width || document.getElementById('canvas')?.clientWidth || 800;
    void flow.setViewport({
      x: shown / 2 - (before.current.cards.get(TRIGGER)!.x + CARD.width / 2),
      y: MARGIN,
      zoom: 1,
    });
  }, [flow, store]);

  useLayoutEffect(() => {
    const old = before.current;
    before.current = layout;
    if (old === layout) return;
    const anchor = anchorOf(
      old,
      layout,
      editor.state.focus,
      (id) => treeOf(editor.raw).nodes.get(id)?.parent,
    );
    const [was, now] = [old.cards.get(anchor), layout.cards.get(anchor)];
    if (!was || !now || (was.x === now.x && was.y === now.y)) return;
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x - (now.x - was.x) * zoom, y: y - (now.y - was.y) * zoom, zoom });
  }, [layout, editor, flow]);

  useEffect(() => {
    const { focus } = editor.state;
    const card = focus === undefined ? undefined : before.current.cards.get(focus);
    if (!card || reveals === 0) return;
    const { x, y, zoom } = flow.getViewport();
    const { width, height } = store.getState();
    const [left, top] = [card.x * zoom + x, card.y * zoom + y];
    const isInView =
      left >= MARGIN &&
      top >= MARGIN &&
      left + card.width * zoom <= width - MARGIN &&
      top + card.height * zoom <= height - MARGIN * 2;
    if (!isInView)
      void flow.setCenter(card.x + card.width / 2, card.y + card.height / 2, {
        zoom: Math.max(zoom, 0.6),
        duration: still() ? 0 : MOVE_MS,
      });
  }, [reveals, flow, store, editor]);

  // A panel that opens takes from the width: what was in the middle stays there.
  useEffect(() => {
    const frame = document.getElementById('canvas')!;
    let width = frame.clientWidth;
    const observer = new ResizeObserver(() => {
      const by = (frame.clientWidth - width) / 2;
      width = frame.clientWidth;
      if (by === 0) return;
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x + by, y, zoom });
    });
    observer.observe(frame);
    return () => observer.disconnect();
  }, [flow]);

  const fit = useCallback(
    () => void flow.fitView({ padding: 0.08, maxZoom: 1, duration: still() ? 0 : MOVE_MS }),
    [flow],
  );
  return useMemo(
    () => ({
      first,
      fit,
      actualSize: () => void flow.zoomTo(1, { duration: still() ? 0 : MOVE_MS }),
      zoomIn: () => void flow.zoomIn({ duration: MOVE_MS }),
      zoomOut: () => void flow.zoomOut({ duration: MOVE_MS }),
    }),
    [first, fit, flow],
  );
}

function anchorOf(
  old: Layout,
  now: Layout,
  focus: string | undefined,
  parentOf: (id: string) => string | undefined,
): string {
  let at = focus;
  while (at !== undefined && !(old.cards.has(at) && now.cards.has(at))) at = parentOf(at);
  return at ?? TRIGGER;
}

function still(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Details are hidden by a class, so that no card is drawn again. */
function useFarLook(frame: React.RefObject<HTMLDivElement | null>): void {
  useOnViewportChange({
    onChange: ({ zoom }) => frame.current?.classList.toggle(styles['far']!, zoom < FAR_ZOOM),
  });
}
