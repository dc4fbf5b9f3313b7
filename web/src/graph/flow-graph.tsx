import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RawFlow } from '../flow-body/index.ts';
import { type Direction, FOOT_HEIGHT, layoutOf, TRIGGER, treeOf, walk } from '../layout/index.ts';
import type { Names } from '../say/index.ts';
import type { Camera } from './camera.ts';
import { Drawing } from './drawing.tsx';
import styles from './flow-graph.module.css';
import type { GraphHandlers } from './graph-context.ts';
import type { Marks } from './marks.ts';

interface FlowGraphProps {
  /** What it shows, for those who cannot see it: and where the same stands as text. */
  readonly label: string;
  /** A body as the API has it. */
  readonly flow: RawFlow;
  readonly names: Names;
  readonly marks: Marks;
  /** Room for pills at the lower edge of cards. */
  readonly hasFoot?: boolean;
  /** The card that is chosen: it is marked, and brought into view. */
  readonly selected?: string | undefined;
  /** The card that one looks at first, where not all can be read at once; without it, the trigger. */
  readonly lookAt?: string | undefined;
  /** A click on a card, or an arrow key, chooses one: an action, or the trigger (`''`). */
  readonly onSelect?: (id: string) => void;
  /** A click on the head of a lane; without it, it chooses the branch. */
  readonly onLane?: (of: string, member: string) => void;
}

const NONE: ReadonlySet<string> = new Set();

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** A flow to look at, in whatever box it is put: with marks, and cards that can be chosen by mouse and by arrow keys. */
export function FlowGraph(props: FlowGraphProps) {
  const { label, flow, names, marks, hasFoot = false, selected, onSelect, onLane, lookAt } = props;
  const layout = useMemo(() => layoutOf(flow, NONE, hasFoot ? FOOT_HEIGHT : 0), [flow, hasFoot]);
  const camera = useRef<Camera>(null);
  const chosen = useSelected(marks, selected);
  const select = useRef(onSelect);
  select.current = onSelect;
  const canSelect = onSelect !== undefined;
  const handlers = useMemo((): GraphHandlers => {
    const choose = (id: string) => select.current?.(id);
    const jump = (to: string) => camera.current?.reveal(to);
    return {
      ...(canSelect ? { onCard: choose, onLane: onLane ?? choose } : {}),
      onJump: canSelect ? choose : jump,
    };
  }, [canSelect, onLane]);

  useEffect(() => {
    if (selected !== undefined) camera.current?.reveal(selected);
  }, [selected]);

  useEffect(
    () => (lookAt === undefined ? undefined : whenSized(() => camera.current?.fitOrShow(lookAt))),
    [lookAt],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = DIRECTIONS[event.key];
    if (event.key === '0') camera.current?.fit();
    else if (direction && onSelect) {
      const to = selected === undefined ? TRIGGER : walk(treeOf(flow), layout, selected, direction);
      if (to !== undefined) onSelect(to);
    } else return;
    event.preventDefault();
  };
  return (
    <div
      className={styles['graph']}
      role="application"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the graph is one stop for the keyboard, and acts on arrow keys.
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <Drawing
        {...{ flow, layout, names, handlers, camera }}
        marks={chosen}
        anchor={() => selected}
        wheel="scrolls the page"
      />
    </div>
  );
}

/** Once the box has its size: it is observed after the first frame. */
function whenSized(act: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(act);
  });
  return () => cancelAnimationFrame(frame);
}

/** The marks, and that of the chosen card, so that choosing draws two cards. */
function useSelected(marks: Marks, selected: string | undefined): Marks {
  const [listeners] = useState(() => new Set<() => void>());
  const current = useRef(selected);
  useEffect(() => {
    current.current = selected;
    for (const listener of listeners) listener();
  }, [listeners, selected]);
  const subscribe = useCallback(
    (listener: () => void) => {
      listeners.add(listener);
      const leave = marks.subscribe(listener);
      return () => {
        listeners.delete(listener);
        leave();
      };
    },
    [listeners, marks],
  );
  return useMemo(
    () => ({
      subscribe,
      card: (id) => (id === current.current ? { ...marks.card(id), isFocused: true } : marks.card(id)),
      lane: (of, member) => marks.lane(of, member),
    }),
    [subscribe, marks],
  );
}
