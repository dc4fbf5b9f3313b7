/** What would happen to a record: a dry run of the flow as it stands here, kept while one goes on editing. Loaded when it is first asked for. */
import { lazy } from 'react';
import type { Editor } from '../state/index.ts';

export const TestPanel = lazy(() => import('./test-panel.tsx'));
export const TestBar = lazy(() => import('./test-bar.tsx'));

/** Runs the test again, or asks what it is to be. */
export async function testAgain(editor: Editor, zone: string): Promise<void> {
  const { runTest, openTest } = await import('./run-test.ts');
  if (!editor.state.test?.answer) openTest(editor);
  else await runTest(editor, zone);
}

/** The panel of the test, with what it was asked last. */
export async function showTest(editor: Editor): Promise<void> {
  const { openTest } = await import('./run-test.ts');
  openTest(editor);
}
