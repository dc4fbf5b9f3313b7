import { type RefObject, useEffect, useState } from 'react';
import { actionOf, type EdgeRef } from '../../flow-body/index.ts';
import type { Camera } from '../../graph/index.ts';
import { toast } from '../../kit/index.ts';
import { sentenceOf, textOf } from '../say/index.ts';
import { type Editor, useEditor } from '../state/index.ts';
import styles from './canvas.module.css';
import { useWords } from './canvas-context.ts';
import { BEGINS_PX, draggedBy, nearestPlace, panFor, refOf, refusalOf } from './drag.ts';
import { connectEdge } from './point-to.ts';

interface DragLayerProps {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly camera: RefObject<Camera | null>;
}

interface Ghost {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly refusal: string | undefined;
}

/**
 * Dragging by mouse or pen: a card by its icon to a place between others, the end of a lane to a card. What follows the pointer is drawn
 * here alone, and places light up by an attribute, so that no card is drawn for it. Keys and menus do the same.
 */
export function DragLayer({ frame, camera }: DragLayerProps) {
  const editor = useEditor();
  const { names } = useWords();
  const [ghost, setGhost] = useState<Ghost>();
  useEffect(() => {
    const canvas = frame.current;
    if (!canvas || editor.isReadOnly) return;
    const nameOf = (id: string) => {
      const action = actionOf(editor.raw, id);
      return `#${id} ${action ? textOf(sentenceOf(action, editor.raw, names)) : ''}`;
    };
    const onDown = (event: PointerEvent) => {
      // On a touch screen a finger pans.
      if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return;
      const held = event.target.closest('[data-grip]')?.closest<HTMLElement>('[data-action]')?.dataset[
        'action'
      ];
      const end = event.target.closest<HTMLElement>('[data-end]')?.dataset['end'];
      const dragged = held
        ? cardDrag(editor, held, nameOf)
        : end
          ? endDrag(editor, refOf(end), nameOf)
          : undefined;
      if (dragged) follow(event, dragged, canvas, camera, setGhost);
    };
    canvas.addEventListener('pointerdown', onDown);
    return () => canvas.removeEventListener('pointerdown', onDown);
  }, [editor, frame, camera, names]);
  if (!ghost) return null;
  return (
    <div
      className={styles['ghost']}
      style={{ left: ghost.x, top: ghost.y }}
      data-refused={ghost.refusal && true}
    >
      {ghost.text}
      {ghost.refusal && <span className={styles['refusal']}>{ghost.refusal}</span>}
    </div>
  );
}

/** Something that is dragged: what it is called, where it would go from a point of the screen, and what becomes of it there. */
interface Dragged {
  readonly text: (isAlt: boolean) => string;
  readonly target: (x: number, y: number, isAlt: boolean) => Target | undefined;
}

interface Target {
  readonly element: Element;
  readonly refusal: string | undefined;
  readonly drop: () => void;
}

function cardDrag(editor: Editor, held: string, nameOf: (id: string) => string): Dragged {
  const idsOf = (isAlt: boolean) => draggedBy(editor, held, isAlt);
  return {
    text: (isAlt) => {
      const { length } = idsOf(isAlt);
      return length === 1 ? nameOf(held) : `${nameOf(held)} and ${length - 1} more`;
    },
    target(x, y, isAlt) {
      const places = [...document.querySelectorAll<HTMLElement>('#canvas [data-edge]')].map((element) => {
        const box = element.getBoundingClientRect();
        return {
          element,
          key: element.dataset['edge']!,
          x: box.x + box.width / 2,
          y: box.y + box.height / 2,
        };
      });
      const place = nearestPlace(places, x, y);
      if (!place) return undefined;
      const [ids, to] = [idsOf(isAlt), refOf(place.key)];
      const refusal = refusalOf(editor, ids, to);
      return {
        element: place.element,
        refusal,
        drop: () => {
          const reason = editor.do([{ kind: 'moveActions', ids, to }], { select: ids });
          if (reason !== undefined) toast({ tone: 'failed', text: reason });
        },
      };
    },
  };
}

function endDrag(editor: Editor, at: EdgeRef, nameOf: (id: string) => string): Dragged {
  return {
    text: () => (at.from === null ? 'The start leads to …' : `${nameOf(at.from)} leads to …`),
    target(x, y) {
      const element = document.elementsFromPoint(x, y).find((each) => each.closest('[data-action]'));
      const card = element?.closest<HTMLElement>('[data-action]');
      const to = card?.dataset['action'];
      if (!card || !to) return undefined;
      const refusal = to === at.from ? 'An action cannot lead to itself.' : undefined;
      return { element: card, refusal, drop: () => void connectEdge(editor, at, to) };
    },
  };
}

/** Follows the pointer from where it was pressed until it is let go, or Escape gives it up. */
function follow(
  pressed: PointerEvent,
  { text, target }: Dragged,
  canvas: HTMLElement,
  camera: RefObject<Camera | null>,
  show: (ghost: Ghost | undefined) => void,
): void {
  let [x, y, isAlt] = [pressed.clientX, pressed.clientY, pressed.altKey];
  let hasBegun = false;
  let lit: Target | undefined;
  let frameId = 0;
  const look = () => {
    const found = target(x, y, isAlt);
    if (lit && lit.element !== found?.element) lit.element.removeAttribute('data-lit');
    lit = found;
    lit?.element.setAttribute('data-lit', lit.refusal === undefined ? 'yes' : 'no');
    const box = canvas.getBoundingClientRect();
    show({ x: x - box.x + 12, y: y - box.y + 12, text: text(isAlt), refusal: lit?.refusal });
  };
  const pan = () => {
    const box = canvas.getBoundingClientRect();
    const [dx, dy] = [panFor(x, box.left, box.right), panFor(y, box.top, box.bottom)];
    if (dx !== 0 || dy !== 0) {
      camera.current?.panBy(dx, dy);
      look();
    }
    frameId = requestAnimationFrame(pan);
  };
  const onMove = (event: PointerEvent) => {
    [x, y, isAlt] = [event.clientX, event.clientY, event.altKey];
    if (!hasBegun && Math.hypot(x - pressed.clientX, y - pressed.clientY) < BEGINS_PX) return;
    if (!hasBegun) {
      hasBegun = true;
      canvas.setAttribute('data-dragging', '');
      frameId = requestAnimationFrame(pan);
    }
    event.preventDefault();
    look();
  };
  const onKey = (event: KeyboardEvent) => {
    if (!hasBegun) return;
    if (event.key === 'Alt') {
      isAlt = event.type === 'keydown';
      look();
    }
    if (event.key === 'Escape') end(false);
    event.preventDefault();
    event.stopPropagation();
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const end = (isDropped: boolean) => {
    cancelAnimationFrame(frameId);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onCancel);
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('keyup', onKey, true);
    lit?.element.removeAttribute('data-lit');
    canvas.removeAttribute('data-dragging');
    if (!hasBegun) return;
    show(undefined);
    // The press ends on whatever is below: that was no click on it.
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, true));
    if (isDropped && lit?.refusal === undefined) lit?.drop();
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', onCancel);
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('keyup', onKey, true);
}

function swallow(event: MouseEvent): void {
  event.stopPropagation();
  event.preventDefault();
}
