import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { CARD, type Layout, TRIGGER } from '../layout/index.ts';

/** Where one looks at a graph. */
export interface Camera {
  /** Brings a card into view; of one that is collapsed away, or not there, nothing. */
  reveal(id: string): void;
  /** The whole flow. */
  fit(): void;
  /** The whole flow, if it can be read then; else a card in the middle, with what is around it. */
  fitOrShow(id: string): void;
  actualSize(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** By so many pixels of the screen, at once. */
  panBy(x: number, y: number): void;
}

const MOVE_MS = 180;
const MARGIN = 40;
export const ZOOM_MIN = 0.25;
/** What is brought into view can be read. */
const REVEAL_ZOOM_MIN = 0.6;

/** The start at first; what `anchor` names stays where it is on the screen while the layout changes; what is asked for comes into view. */
export function useCamera(
  layout: Layout,
  frame: RefObject<HTMLDivElement | null>,
  anchor: (now: Layout, before: Layout) => string,
): { readonly camera: Camera; readonly first: { x: number; y: number; zoom: number } } {
  const flow = useReactFlow();
  const store = useStoreApi();
  const first = useRef({ x: 400 - axisOf(layout), y: MARGIN, zoom: 1 }).current;
  const before = useRef(layout);
  const firstLook = useRef(anchor(layout, layout));

  // The first look, once the size of the canvas is known.
  useLayoutEffect(() => {
    const { width } = store.getState();
    const shown = width || frame.current?.clientWidth || 800;
    const { cards } = before.current;
    const chosen = cards.get(firstLook.current);
    // A card that is chosen already is in view from the beginning.
    const isBelow = chosen && chosen.y > (frame.current?.clientHeight ?? 0) - chosen.height - MARGIN * 2;
    void flow.setViewport({
      x: shown / 2 - (chosen ? chosen.x + chosen.width / 2 : axisOf(before.current)),
      y: isBelow ? (frame.current?.clientHeight ?? 0) / 3 - chosen.y : MARGIN,
      zoom: 1,
    });
  }, [flow, store, frame]);

  useLayoutEffect(() => {
    const old = before.current;
    before.current = layout;
    if (old === layout) return;
    const at = anchor(layout, old);
    const [was, now] = [old.cards.get(at), layout.cards.get(at)];
    if (!was || !now || (was.x === now.x && was.y === now.y)) return;
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x - (now.x - was.x) * zoom, y: y - (now.y - was.y) * zoom, zoom });
  }, [layout, anchor, flow]);

  // A panel that opens takes from the width: what was in the middle stays there.
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    let width = box.clientWidth;
    const observer = new ResizeObserver(() => {
      const by = (box.clientWidth - width) / 2;
      width = box.clientWidth;
      if (by === 0) return;
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x + by, y, zoom });
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [flow, frame]);

  const camera = useMemo((): Camera => {
    const reveal = (id: string): void => {
      const card = before.current.cards.get(id);
      const { width, height } = store.getState();
      if (!card) return;
      if (width === 0) {
        // Not measured yet: once it is.
        const stop = store.subscribe((now) => {
          if (now.width === 0) return;
          stop();
          reveal(id);
        });
        return;
      }
      const { x, y, zoom } = flow.getViewport();
      const [left, top] = [card.x * zoom + x, card.y * zoom + y];
      const isInView =
        left >= MARGIN &&
        top >= MARGIN &&
        left + card.width * zoom <= width - MARGIN &&
        top + card.height * zoom <= height - MARGIN * 2;
      if (isInView) return;
      void flow.setCenter(card.x + card.width / 2, card.y + card.height / 2, {
        zoom: Math.max(zoom, REVEAL_ZOOM_MIN),
        duration: moveMs(),
      });
    };
    return {
      reveal,
      fit: () => void flow.setViewport(wholeOf(before.current, frame.current), { duration: moveMs() }),
      fitOrShow(id) {
        const whole = wholeOf(before.current, frame.current);
        const card = before.current.cards.get(id);
        if (whole.zoom >= REVEAL_ZOOM_MIN || !card) void flow.setViewport(whole);
        else
          void flow.setCenter(card.x + card.width / 2, card.y + card.height / 2, { zoom: REVEAL_ZOOM_MIN });
      },
      actualSize: () => void flow.zoomTo(1, { duration: moveMs() }),
      zoomIn: () => void flow.zoomIn({ duration: moveMs() }),
      zoomOut: () => void flow.zoomOut({ duration: moveMs() }),
      panBy(dx, dy) {
        const { x, y, zoom } = flow.getViewport();
        void flow.setViewport({ x: x + dx, y: y + dy, zoom });
      },
    };
  }, [flow, store, frame]);
  return { camera, first };
}

/** By the layout: of cards out of view the library has not measured anything. One that is longer than the canvas is shown from its start. */
function wholeOf(layout: Layout, frame: HTMLDivElement | null): { x: number; y: number; zoom: number } {
  const cards = [...layout.cards.values()];
  const [left, top] = [Math.min(...cards.map(({ x }) => x)), Math.min(...cards.map(({ y }) => y))];
  const width = Math.max(...cards.map((card) => card.x + card.width)) - left;
  // Below the last card there is a chip, or an end.
  const height = Math.max(layout.height, ...cards.map((card) => card.y + card.height)) - top;
  const { clientWidth: wide = 0, clientHeight: high = 0 } = frame ?? {};
  const fitting = Math.min(1, (wide - 2 * MARGIN) / width, (high - 2 * MARGIN) / height);
  const zoom = Math.max(fitting, ZOOM_MIN);
  return {
    x: (wide - width * zoom) / 2 - left * zoom,
    y: Math.max((high - height * zoom) / 2, MARGIN) - top * zoom,
    zoom,
  };
}

function axisOf({ cards }: Layout): number {
  return cards.get(TRIGGER)!.x + CARD.width / 2;
}

function moveMs(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS;
}
