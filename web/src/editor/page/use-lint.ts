import { useEffect } from 'react';
import { call } from '../../api/index.ts';
import { printRaw, textAt } from '../../flow-body/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';

/** After the last edit; a pause in typing is one question. */
const PAUSE_MS = 600;

/** Asks what is wrong with the flow, once a pause. What was asked before is not waited for. */
export function useLint(): void {
  const editor = useEditor();
  const raw = useEditorState(({ history }) => history.raw);
  const lints = useEditorState((state) => state.lints);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something outside of the flow was mended, and it is asked again.
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { problems, results } = await call(
          'POST /millrace/v1/flows/lint',
          { query: { flowId: textAt(raw, 'id') || undefined }, body: printRaw(raw) as never },
          asking.signal,
        );
        const refusals = problems.map(({ message, code = 'REFUSED', in: path = '' }) => ({
          severity: 'error' as const,
          code,
          path,
          message,
          fix: '',
        }));
        editor.found([...refusals, ...results], raw);
      } catch {
        // Advice that does not come is no reason to stop: saving asks again.
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [editor, raw, lints]);
}
