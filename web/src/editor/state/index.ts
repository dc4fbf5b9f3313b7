/** The state of the open flow, and how parts of the page read and change it. */
export { Editor, type EditorState, layoutFor, type PanelView } from './editor.ts';
export { runCommand, type Wishes } from './run.ts';
export type {
  AssumedResult,
  MadeUpLink,
  NamedValue,
  OccurredEvent,
  TestRequest,
  TestRun,
  Trail,
  When,
} from './test-run.ts';
export { EditorContext, useEditor, useEditorState } from './use-editor.ts';
export { useOfAction } from './use-of-action.ts';
