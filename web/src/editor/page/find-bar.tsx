import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '../../kit/index.ts';
import { useWords } from '../canvas/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import { findByText } from './find-by-text.ts';
import styles from './page.module.css';

/** Finds actions by what they say, their number, or any value in them. */
export function FindBar() {
  const editor = useEditor();
  const { names } = useWords();
  const found = useEditorState((state) => state.found);
  const input = useRef<HTMLInputElement>(null);
  const isOpen = found !== undefined;
  useEffect(() => {
    if (isOpen) input.current?.select();
  }, [isOpen]);
  if (!found) return null;
  const { query, ids, at } = found;
  const look = (text: string) => {
    const hits = findByText(editor.raw, text, names);
    editor.set({ found: { query: text, ids: hits, at: 0 } });
    if (hits[0] !== undefined) editor.reveal(hits[0]);
  };
  const step = (by: number) => {
    if (ids.length === 0) return;
    const next = (at + by + ids.length) % ids.length;
    editor.set({ found: { query, ids, at: next } });
    editor.reveal(ids[next]!);
  };
  const close = () => {
    editor.set({ found: undefined });
    document.getElementById('canvas')?.focus();
  };
  return (
    <search className={styles['find']}>
      <input
        ref={input}
        // biome-ignore lint/a11y/noAutofocus: it was asked for.
        autoFocus
        aria-label="Find an action"
        placeholder="Find an action"
        value={query}
        onChange={(event) => look(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
        }}
      />
      <span aria-live="polite" className={styles['hits']}>
        {query === '' ? '' : ids.length === 0 ? 'none' : `${at + 1} of ${ids.length}`}
      </span>
      <IconButton icon={ChevronUp} label="Previous" onPress={() => step(-1)} isDisabled={ids.length === 0} />
      <IconButton icon={ChevronDown} label="Next" onPress={() => step(1)} isDisabled={ids.length === 0} />
      <IconButton icon={X} label="Close the search" onPress={close} />
    </search>
  );
}
