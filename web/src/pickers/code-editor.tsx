import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';

/** The page's styles may only come from its own files, or carry this. */
const NONCE = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

export interface CodeEditorProps {
  readonly label: string;
  readonly language: 'json' | 'javascript' | 'python';
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly height: string;
  readonly isReadOnly?: boolean;
}

/** A text of code. Loaded when the first one is opened. Escape, then Tab, leaves it. */
export default function CodeEditor({
  label,
  language,
  value,
  onChange,
  height,
  isReadOnly = false,
}: CodeEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const change = useRef(onChange);
  change.current = onChange;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; its text follows below.
  useEffect(() => {
    const made = new EditorView({
      parent: frame.current!,
      doc: value,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        indentOnInput(),
        highlightActiveLine(),
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        language === 'json' ? json() : language === 'javascript' ? javascript() : PYTHON,
        syntaxHighlighting(COLOURS),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorState.readOnly.of(isReadOnly),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) change.current(update.state.doc.toString());
        }),
        themeOf(height),
        NONCE === '' ? [] : EditorView.cspNonce.of(NONCE),
      ],
    });
    view.current = made;
    return () => made.destroy();
  }, [language, isReadOnly, height]);
  useEffect(() => {
    const made = view.current;
    const shown = made?.state.doc.toString();
    if (made && shown !== value)
      made.dispatch({ changes: { from: 0, to: shown?.length ?? 0, insert: value } });
  }, [value]);
  return <div ref={frame} />;
}

function themeOf(height: string) {
  return EditorView.theme({
    '&': { height, backgroundColor: 'var(--panel)', color: 'var(--ink)', fontSize: '12px' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '18px' },
    '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--soft)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': {
      backgroundColor: 'color-mix(in srgb, var(--canvas) 60%, transparent)',
    },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '&.cm-focused': { outline: '2px solid color-mix(in srgb, var(--accent) 35%, transparent)' },
    '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
      backgroundColor: 'var(--accent-tint) !important',
    },
    '.cm-matchingBracket': { backgroundColor: 'var(--accent-tint)', outline: 'none' },
  });
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.variableName)], color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--waiting)' },
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--goal)' },
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
]);

const KEYWORDS =
  /^(?:def|return|if|elif|else|for|while|in|import|from|as|try|except|finally|raise|with|lambda|not|and|or|is|None|True|False|pass|class|yield|async|await)\b/;

/** Enough of Python to be read: words, texts, numbers, comments. */
const PYTHON = StreamLanguage.define({
  token(stream) {
    if (stream.match(/^#.*/)) return 'comment';
    if (
      stream.match(/^("""|''')[\s\S]*?\1/) ||
      stream.match(/^"(?:[^"\\]|\\.)*"?/) ||
      stream.match(/^'(?:[^'\\]|\\.)*'?/)
    )
      return 'string';
    if (stream.match(/^\d+(?:\.\d+)?/)) return 'number';
    if (stream.match(KEYWORDS)) return 'keyword';
    if (!stream.match(/^[A-Za-z_]\w*/)) stream.next();
    return null;
  },
});
