import { type RefObject, useEffect, useMemo, useState } from 'react';
import { type Item, JUMP, type Layout, TAIL_GAP } from '../../layout/index.ts';
import { useEditorState } from '../state/index.ts';
import styles from './canvas.module.css';

interface JumpCurvesProps {
  readonly layout: Layout;
  readonly frame: RefObject<HTMLDivElement | null>;
}

/** The jumps to and from the card in focus, or the one that is pointed at: all of them at once would hide the flow. */
export function JumpCurves({ layout, frame }: JumpCurvesProps) {
  const focus = useEditorState((state) => state.focus);
  const hovered = useHovered(frame);
  const curves = useMemo(() => {
    const shown = new Set([focus, hovered]);
    return layout.items.flatMap((item) => {
      const { tail, of } = item;
      const to = tail?.kind === 'jump' && tail.to !== undefined ? layout.cards.get(tail.to) : undefined;
      return to && (shown.has(of) || shown.has(tail?.to)) ? [{ key: item.id, d: curve(item, to) }] : [];
    });
  }, [layout, focus, hovered]);
  if (curves.length === 0) return null;
  return (
    <svg aria-hidden className={styles['curves']}>
      {curves.map(({ key, d }) => (
        <path key={key} d={d} />
      ))}
    </svg>
  );
}

function useHovered(frame: RefObject<HTMLDivElement | null>): string | undefined {
  const [hovered, setHovered] = useState<string>();
  useEffect(() => {
    const canvas = frame.current;
    if (!canvas) return;
    const onOver = ({ target }: PointerEvent) => {
      const at = target instanceof Element ? target.closest<HTMLElement>('[data-action], [data-end]') : null;
      setHovered(at?.dataset['action'] ?? at?.dataset['end']?.replace(/:.*$/, ''));
    };
    canvas.addEventListener('pointerover', onOver);
    return () => canvas.removeEventListener('pointerover', onOver);
  }, [frame]);
  return hovered;
}

/** How far a curve swings out. */
const SWING = 90;
/** Half of the chip, from its middle. */
const CHIP = { x: JUMP.width / 2, y: JUMP.height / 2 };

/** From the side of the chip round the outside to the same side of its target, so that it does not lie over what is between. */
function curve(from: Item, to: Item): string {
  const [middle, axis] = [from.x + from.width / 2, to.x + to.width / 2];
  const side = middle < axis ? -1 : 1;
  const [startX, startY] = [middle + side * CHIP.x, from.y + from.height + TAIL_GAP + CHIP.y];
  const [endX, endY] = [axis + (side * to.width) / 2, to.y + to.height / 2];
  const outX = (side < 0 ? Math.min(startX, endX) : Math.max(startX, endX)) + side * SWING;
  return `M${startX},${startY}C${outX},${startY} ${outX},${endY} ${endX},${endY}`;
}
