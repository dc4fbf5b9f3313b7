import { FlaskConical, Play, X } from 'lucide-react';
import { Button, IconButton, useAccountZone } from '../../kit/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import { endTest, openTest, runTest } from './run-test.ts';
import styles from './test-run.module.css';

/** While a form is open in place of the test: what the test came to, to run it again, to go back to it, to end it. */
export function TestBar() {
  const editor = useEditor();
  const zone = useAccountZone();
  const test = useEditorState((state) => state.test);
  const isShown = useEditorState((state) => state.isTest && state.isPanelOpen);
  const raw = useEditorState(({ history }) => history.raw);
  if (!test?.answer || isShown) return null;
  const { steps } = test.answer;
  return (
    <div role="status" aria-label="The test" className={styles['testBar']}>
      <FlaskConical aria-hidden size={16} />
      <span className={styles['barWords']}>
        {test.of === raw
          ? `Test: ${steps.length === 1 ? '1 step' : `${steps.length} steps`}`
          : 'The flow has changed since the test'}
      </span>
      <Button icon={Play} onPress={() => void runTest(editor, zone)} isPending={test.isRunning}>
        Run again
      </Button>
      <Button kind="quiet" onPress={() => openTest(editor)}>
        Show
      </Button>
      <IconButton icon={X} label="End the test" onPress={() => endTest(editor)} />
    </div>
  );
}
