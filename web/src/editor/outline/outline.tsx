import { ChevronDown, ChevronRight, CornerDownRight } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { actionOf, type RawFlow, typeIdOf } from '../../flow-body/index.ts';
import { TRIGGER, treeOf } from '../../layout/index.ts';
import { TintedIcon, useWords } from '../canvas/index.ts';
import { commandFor } from '../commands/index.ts';
import { enrollmentSentence, type Names, sentenceOf, textOf, typeName } from '../say/index.ts';
import { runCommand, useEditor, useEditorState, type Wishes } from '../state/index.ts';
import styles from './outline.module.css';
import { type Row, rowsOf } from './rows.ts';

const ROW_PX = 32;
/** Rows beyond the edge that are there already. */
const SPARE = 8;

/**
 * The flow as an outline: the accessible form of the graph, with the same selection. Only the rows in view are in the document, each
 * saying its level and place.
 */
export function Outline({ wishes }: { readonly wishes: Wishes }) {
  const editor = useEditor();
  const { names } = useWords();
  const raw = useDeferredValue(useEditorState(({ history }) => history.raw));
  const collapsed = useEditorState((state) => state.collapsed);
  const focus = useEditorState((state) => state.focus);
  const selection = useEditorState((state) => state.selection);
  const isOpen = useEditorState((state) => state.isOutlineOpen);
  const rows = useMemo(() => rowsOf(treeOf(raw), collapsed), [raw, collapsed]);
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [at, setAt] = useState<string>();
  const current = Math.max(
    rows.findIndex(({ id }) => id === (at ?? focus)),
    0,
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another card in focus is where one stands, too.
  useEffect(() => setAt(undefined), [focus]);
  useEffect(() => {
    const measure = () =>
      frame.current && setView({ top: frame.current.scrollTop, height: frame.current.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const top = current * ROW_PX;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_PX > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW_PX - box.clientHeight;
  }, [current]);

  const go = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!row) return;
    if (row.kind === 'action' || row.kind === 'trigger') editor.reveal(row.of);
    setAt(row.id);
    requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    if (!row || event.defaultPrevented) return;
    if (move(row, event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const command = commandFor(event, true);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    runCommand(editor, command, wishes);
  };
  /** The keys of a tree; the rest are those of the canvas. */
  const move = (row: Row, { key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean => {
    if (ctrlKey || metaKey || altKey || shiftKey) return false;
    switch (key) {
      case 'ArrowDown':
        go(current + 1);
        return true;
      case 'ArrowUp':
        go(current - 1);
        return true;
      case 'Home':
        go(0);
        return true;
      case 'End':
        go(rows.length - 1);
        return true;
      case 'ArrowRight':
        if (row.isOpen === false) editor.toggleCollapsed(row.of);
        else go(current + 1);
        return true;
      case 'ArrowLeft':
        if (row.isOpen) editor.toggleCollapsed(row.of);
        else go(rows.findLastIndex((each, index) => index < current && each.level < row.level));
        return true;
      case 'Enter':
        if (row.kind !== 'jump') return false;
        editor.reveal(row.of);
        return true;
      default:
        return false;
    }
  };

  const first = Math.max(Math.floor(view.top / ROW_PX) - SPARE, 0);
  const last = Math.min(Math.ceil((view.top + view.height) / ROW_PX) + SPARE, rows.length);
  const shown = rows.slice(first, last);
  return (
    <div
      ref={frame}
      id="outline"
      role="tree"
      aria-label="Outline of the flow"
      aria-multiselectable
      data-open={isOpen || undefined}
      className={styles['outline']}
      onScroll={({ currentTarget }) =>
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
      onKeyDown={onKeyDown}
    >
      <div role="none" style={{ height: rows.length * ROW_PX, position: 'relative' }}>
        {shown.map((row, index) => (
          <OutlineRow
            key={row.id}
            row={row}
            top={(first + index) * ROW_PX}
            isCurrent={first + index === current}
            isSelected={selection.includes(row.id) || (row.id === TRIGGER && focus === TRIGGER)}
            raw={raw}
            names={names}
            onPick={(event) => {
              if (row.kind === 'jump' || row.kind === 'lane') {
                if (row.kind === 'jump') editor.reveal(row.of);
                else editor.reveal(row.of, { isPanelOpen: true });
                return;
              }
              if (event.shiftKey || event.ctrlKey || event.metaKey) {
                const ids = selection.includes(row.of)
                  ? selection.filter((id) => id !== row.of)
                  : [...selection, row.of];
                editor.select(ids, row.of);
                return;
              }
              editor.reveal(row.of, { isPanelOpen: true });
            }}
            onToggle={() => editor.toggleCollapsed(row.of)}
          />
        ))}
      </div>
    </div>
  );
}

interface OutlineRowProps {
  readonly row: Row;
  readonly top: number;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly raw: RawFlow;
  readonly names: Names;
  readonly onPick: (event: React.MouseEvent) => void;
  readonly onToggle: () => void;
}

function OutlineRow({ row, top, isCurrent, isSelected, raw, names, onPick, onToggle }: OutlineRowProps) {
  const { kind, of, level, label = '', isOpen } = row;
  const action = actionOf(raw, of);
  const problems = useEditorState(({ findingsBy }) =>
    kind === 'action' || kind === 'trigger'
      ? (findingsBy.get(of)?.filter(({ severity }) => severity !== 'info').length ?? 0)
      : 0,
  );
  const text =
    kind === 'trigger'
      ? textOf(enrollmentSentence(raw, names))
      : kind === 'lane'
        ? label
        : action
          ? textOf(sentenceOf(action, raw, names))
          : '';
  const spoken =
    kind === 'action' && action
      ? `${of}, ${typeName(action, names)}, ${text}${problems > 0 ? `, ${problems} ${problems === 1 ? 'problem' : 'problems'}` : ''}`
      : kind === 'lane'
        ? `Branch ${label}`
        : kind === 'jump'
          ? `Go to ${of}, ${text}`
          : `Enrollment, ${text}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree as a whole acts on keys.
    <div
      role="treeitem"
      data-row={row.id}
      aria-label={spoken}
      aria-level={level}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      {...(isOpen === undefined ? {} : { 'aria-expanded': isOpen })}
      tabIndex={isCurrent ? 0 : -1}
      className={`${styles['row']} ${styles[kind]} ${isSelected ? styles['selected'] : ''}`}
      style={{ top, paddingLeft: 8 + (level - 1) * 12 }}
      onClick={onPick}
    >
      {isOpen === undefined ? (
        <span className={styles['space']} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className={styles['fold']}
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          {isOpen ? <ChevronDown size={13} /> : <ChevronRight size={13} />}
        </button>
      )}
      {kind === 'jump' ? (
        <CornerDownRight aria-hidden size={13} />
      ) : (
        kind !== 'lane' && <TintedIcon typeId={action ? typeIdOf(action) : TRIGGER} />
      )}
      <span className={styles['text']}>{kind === 'jump' ? `Go to ${of}: ${text}` : text}</span>
      {problems > 0 && <span aria-hidden className={styles['problems']} data-count={problems} />}
    </div>
  );
}
