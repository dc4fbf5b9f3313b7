import { ApiFailure } from '../../api/index.ts';
import { type TestRequest, useEditor, useEditorState } from '../state/index.ts';

/** What the test is asked, how to change it, and what the server said is wrong with it, by member. */
export function useRequest() {
  const editor = useEditor();
  const test = useEditorState((state) => state.test);
  const request = test!.request;
  const errors = test?.error instanceof ApiFailure ? test.error.errors : [];
  return {
    request,
    set: (change: Partial<TestRequest>) => {
      const now = editor.state.test!;
      editor.set({ test: { ...now, request: { ...now.request, ...change } } });
    },
    /** What is wrong with a member, or with something in it. */
    problemAt: (path: string): string | undefined =>
      errors.find(({ in: at = '' }) => at === path || at.startsWith(`${path}.`) || at.startsWith(`${path}[`))
        ?.message,
  };
}

/** A list with one item changed. */
export function withItem<T>(list: readonly T[], index: number, change: Partial<NoInfer<T>>): readonly T[] {
  return list.map((each, at) => (at === index ? { ...each, ...change } : each));
}

/** A list without one item. */
export function withoutItem<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, at) => at !== index);
}
