import { Play, SlidersHorizontal } from 'lucide-react';
import { Button, FailureNote, Spinner, useAccountZone } from '../../kit/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import { AssumptionsForm } from './assumptions-form.tsx';
import { EntranceForm } from './entrance-form.tsx';
import { missingOf } from './request.ts';
import { Result } from './result.tsx';
import { runTest } from './run-test.ts';
import styles from './test-run.module.css';
import { WhoForm } from './who-form.tsx';

/** Runs the flow as it stands here, unsaved edits included: what would happen to a record, when, and why. Nothing is written. */
export function TestPanel() {
  const editor = useEditor();
  const zone = useAccountZone();
  const test = useEditorState((state) => state.test);
  const isForm = useEditorState((state) => state.isTestForm);
  const raw = useEditorState(({ history }) => history.raw);
  if (!test) return null;
  const { answer, error, isRunning, of, request } = test;
  const isStale = answer !== undefined && of !== raw;
  const run = () => void runTest(editor, zone);
  return (
    <div className={styles['test']}>
      {isForm && (
        <>
          <WhoForm />
          <EntranceForm />
          <AssumptionsForm />
        </>
      )}
      {error && <FailureNote error={error} />}
      <div className={styles['runs']}>
        <Button kind="primary" icon={Play} onPress={run} isPending={isRunning} reason={missingOf(request)}>
          {answer ? 'Run again' : 'Run'}
        </Button>
        {answer && (
          <Button
            icon={SlidersHorizontal}
            aria-expanded={isForm}
            onPress={() => editor.set({ isTestForm: !isForm })}
          >
            {isForm ? 'Hide what is asked' : 'Change what is asked'}
          </Button>
        )}
      </div>
      {isStale && !isRunning && (
        <p className={styles['stale']}>The flow has changed since: run it again, with T or the button.</p>
      )}
      {isRunning && !answer && (
        <p role="status" className={styles['quiet']}>
          <Spinner /> Running…
        </p>
      )}
      {answer && <Result answer={answer} of={of ?? raw} />}
    </div>
  );
}
