import '@xyflow/react/dist/base.css';
import {
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  useOnViewportChange,
  ViewportPortal,
} from '@xyflow/react';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import {
  type ComponentType,
  type ReactNode,
  type Ref,
  type RefObject,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import type { RawFlow } from '../flow-body/index.ts';
import { IconButton } from '../kit/index.ts';
import { type Layout, TRIGGER, treeOf } from '../layout/index.ts';
import type { Names } from '../say/index.ts';
import { ActionCard } from './action-card.tsx';
import { type Camera, useCamera, ZOOM_MIN } from './camera.ts';
import styles from './drawing.module.css';
import { type EdgePartProps, GraphContext, type GraphHandlers, type GraphShown } from './graph-context.ts';
import { LaneName } from './lane-name.tsx';
import { Lines } from './lines.tsx';
import type { Marks } from './marks.ts';
import { Nodes } from './nodes.ts';
import { Stub } from './stub.tsx';
import { TriggerCard } from './trigger-card.tsx';

const NODE_TYPES = {
  action: ActionCard,
  trigger: TriggerCard,
  lane: LaneName,
  stub: Stub,
} as unknown as NodeTypes;

/** Below this zoom only the heads of cards are shown. */
const FAR_ZOOM = 0.5;
const ZOOM_MAX = 1.5;

export interface DrawingProps {
  readonly flow: RawFlow;
  readonly layout: Layout;
  readonly names: Names;
  readonly marks: Marks;
  /** The same object while they do the same. */
  readonly handlers: GraphHandlers;
  /** Drawn on every edge. */
  readonly EdgePart?: ComponentType<EdgePartProps>;
  /** The card that stays where it is on the screen while the layout changes, if it is there. */
  readonly anchor?: () => string | undefined;
  readonly onPane?: () => void;
  /** What the wheel does: in a page that scrolls, a graph must not catch it. */
  readonly wheel: 'pans' | 'scrolls the page';
  /** Drawn among the cards, in the coordinates of the layout. */
  readonly overlay?: ReactNode;
  readonly camera?: Ref<Camera>;
}

/** The graph by itself: cards, lines, camera. Only what is in view is in the document. */
export function Drawing(props: DrawingProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({
  flow,
  layout,
  names,
  marks,
  handlers,
  EdgePart,
  anchor,
  onPane,
  wheel,
  overlay,
  camera: handle,
}: DrawingProps) {
  const frame = useRef<HTMLDivElement>(null);
  const nodes = useRef(new Nodes()).current;
  const cards = useMemo(() => nodes.of(flow, layout, treeOf(flow)), [nodes, flow, layout]);
  // Who is drawn reads it; whoever is not drawn again says the same.
  const latest = useRef(flow);
  latest.current = flow;
  const shown = useMemo(
    (): GraphShown => ({ flow: () => latest.current, names, marks, EdgePart, ...handlers }),
    [names, marks, EdgePart, handlers],
  );
  const { camera, first } = useCamera(layout, frame, (now, before) => nearest(anchor?.(), now, before, flow));
  useImperativeHandle(handle, () => camera, [camera]);
  useFarLook(frame);
  return (
    <GraphContext value={shown}>
      <div ref={frame} className={styles['drawing']}>
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
          panOnScroll={wheel === 'pans'}
          zoomOnScroll={wheel === 'pans'}
          preventScrolling={wheel === 'pans'}
          minZoom={ZOOM_MIN}
          maxZoom={ZOOM_MAX}
          defaultViewport={first}
          {...(onPane ? { onPaneClick: onPane } : {})}
        >
          <Lines layout={layout} />
          {overlay && <ViewportPortal>{overlay}</ViewportPortal>}
        </ReactFlow>
        <div className={styles['zoom']}>
          <IconButton icon={ZoomOut} label="Zoom out" onPress={camera.zoomOut} />
          <IconButton icon={ZoomIn} label="Zoom in" onPress={camera.zoomIn} />
          <IconButton icon={Maximize} label="Show the whole flow (0)" onPress={camera.fit} />
        </div>
      </div>
    </GraphContext>
  );
}

/** The card itself, or the next above it that both layouts show. */
function nearest(id: string | undefined, now: Layout, before: Layout, flow: RawFlow): string {
  let at = id;
  while (at !== undefined && !(before.cards.has(at) && now.cards.has(at)))
    at = treeOf(flow).nodes.get(at)?.parent;
  return at ?? TRIGGER;
}

/** Details are hidden by a class, so that no card is drawn again. */
function useFarLook(frame: RefObject<HTMLDivElement | null>): void {
  useOnViewportChange({
    onChange: ({ zoom }) => frame.current?.classList.toggle(styles['far']!, zoom < FAR_ZOOM),
  });
}
