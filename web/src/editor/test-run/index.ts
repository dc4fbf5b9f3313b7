/** What would happen to a record: a dry run of the flow as it stands here, kept while one goes on editing. */
import { later } from '../later.tsx';
import type { Editor } from '../state/index.ts';

export const TestPanel = later(async () => (await import('./test-panel.tsx')).TestPanel);
export const TestBar = later(async () => (await import('./test-bar.tsx')).TestBar);

/** Runs the test again, or asks what it is to be. */
export async function testAgain(editor: Editor, zone: string): Promise<void> {
  const { runTest, openTest } = await import('./run-test.ts');
  if (!editor.state.test?.answer) openTest(editor);
  else await runTest(editor, zone);
}
