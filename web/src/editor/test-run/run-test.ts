import { ApiFailure, call, type Simulation } from '../../api/index.ts';
import type { Editor } from '../state/index.ts';
import { bodyOf, firstRequest, missingOf, printBody } from './request.ts';
import { trailOf } from './trail.ts';

/** A run that another one overtakes is given up. */
const running = new WeakMap<Editor, AbortController>();

/**
 * Runs the test of an editor over the flow as it stands there. A flow without edits is asked as it is saved, since then the door knows
 * who is inside. Nothing is written.
 */
export async function runTest(editor: Editor, zone: string): Promise<void> {
  const { raw } = editor;
  const test = editor.state.test ?? startTest(editor);
  if (missingOf(test.request) !== undefined) {
    openTest(editor);
    return;
  }
  running.get(editor)?.abort();
  const control = new AbortController();
  running.set(editor, control);
  editor.set({ test: { ...test, isRunning: true }, isTestForm: false });
  try {
    const answer = await ask(editor, bodyOf(test.request, zone), control.signal);
    told(editor, control, zone, { answer, of: raw, error: undefined });
  } catch (error) {
    told(editor, control, zone, { answer: undefined, of: undefined, error: error as Error });
  }
}

/** The panel of the test, with what it was asked for last. */
export function openTest(editor: Editor): void {
  if (!editor.state.test) startTest(editor);
  editor.set({ isPanelOpen: true, isSettings: false, isTest: true });
}

function startTest(editor: Editor) {
  const test = {
    request: firstRequest(editor.raw),
    isRunning: false,
    answer: undefined,
    of: undefined,
    error: undefined,
  };
  editor.set({ test, isTestForm: true });
  return test;
}

function ask(editor: Editor, body: ReturnType<typeof bodyOf>, signal: AbortSignal): Promise<Simulation> {
  const { raw, state } = editor;
  const flowId = String(raw['id']);
  return state.history.done.length === 0
    ? call(
        'POST /millrace/v1/flows/{flowId}/simulate',
        { path: { flowId }, body: printBody(body, undefined) as never },
        signal,
      )
    : call('POST /millrace/v1/flows/simulate', { body: printBody(body, raw) as never }, signal);
}

type Told = Pick<NonNullable<Editor['state']['test']>, 'answer' | 'of' | 'error'>;

function told(editor: Editor, control: AbortController, zone: string, what: Told): void {
  const { test } = editor.state;
  if (control.signal.aborted || !test) return;
  const { answer, error } = what;
  editor.set({
    test: { ...test, ...what, isRunning: false },
    trail: answer && what.of ? trailOf(answer, what.of, zone) : undefined,
    // A mistake in what was asked is mended where it was made.
    isTestForm: error instanceof ApiFailure && error.errors.length > 0,
    said: answer ? `The test took ${answer.steps.length} steps.` : (error?.message ?? ''),
  });
}

/** The test is over: nothing of it is shown any more. */
export function endTest(editor: Editor): void {
  running.get(editor)?.abort();
  editor.set({ test: undefined, trail: undefined, isTest: false, isTestForm: true });
}
