import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useScope } from '../../api/index.ts';
import { actionOf, type RawFlow, readingOrder, textAt } from '../../flow-body/index.ts';
import { FlowFrame, FlowTabs } from '../../flow-frame/index.ts';
import { Late, Loaded, useAccountZone, useTitle } from '../../kit/index.ts';
import { TRIGGER } from '../../layout/index.ts';
import { usePlural } from '../../pickers/index.ts';
import { Canvas, pointTo, WordsContext } from '../canvas/index.ts';
import { CatalogueMenu } from '../catalogue-menu/index.ts';
import { commandFor } from '../commands/index.ts';
import { later } from '../later.tsx';
import { Outline } from '../outline/index.ts';
import { Panel } from '../panel/index.ts';
import { loadFlow, SaveDialog } from '../save/index.ts';
import { useNames } from '../say/index.ts';
import { Editor, EditorContext, runCommand, useEditor, useEditorState, type Wishes } from '../state/index.ts';
import { TestBar, TestPanel, testAgain } from '../test-run/index.ts';
import { TopBar } from '../top-bar/index.ts';
import { FindBar } from './find-bar.tsx';
import { NewerBanner } from './newer-banner.tsx';
import styles from './page.module.css';
import { useActionsOnPalette } from './use-actions-on-palette.ts';
import { useDraft } from './use-draft.ts';
import { useLint } from './use-lint.ts';

const HelpDialog = later(async () => (await import('./help-dialog.tsx')).HelpDialog);
const RemoveBranchDialog = later(async () => (await import('./remove-branch-dialog.tsx')).RemoveBranchDialog);

interface EditorPageProps {
  readonly flowId: string;
  /** The action that is shown first: of a link. */
  readonly actionId?: string;
}

/** The editor of one flow. */
export function EditorPage({ flowId, actionId }: EditorPageProps) {
  const query = useQuery({
    queryKey: ['flow', flowId, 'raw'],
    queryFn: ({ signal }) => loadFlow(flowId, signal),
    // The editor asks by itself whether another revision is there.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (query.error && query.data === undefined)
    return (
      <FlowFrame flowId={flowId} page="Edit" query={query}>
        {() => null}
      </FlowFrame>
    );
  return (
    <Loaded query={query} skeleton={<Skeleton />}>
      {(base) => <OfFlow key={flowId} flowId={flowId} base={base} actionId={actionId} />}
    </Loaded>
  );
}

function Skeleton() {
  return (
    <Late>
      <div className={styles['skeleton']} role="status" aria-label="Loading the flow" />
    </Late>
  );
}

interface OfFlowProps {
  readonly flowId: string;
  readonly base: RawFlow;
  readonly actionId: string | undefined;
}

function OfFlow({ flowId, base, actionId }: OfFlowProps) {
  const mayWrite = useScope('automation');
  // One editor for as long as the page is open: later answers do not replace what is being edited.
  const [editor] = useState(() => new Editor(base, { isReadOnly: !mayWrite }));
  useDraft(editor, flowId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is followed once.
  useEffect(() => {
    if (actionId !== undefined && actionOf(editor.raw, actionId))
      editor.reveal(actionId, { isPanelOpen: true });
  }, []);
  return (
    <EditorContext value={editor}>
      <Parts flowId={flowId} />
    </EditorContext>
  );
}

function Parts({ flowId }: { readonly flowId: string }) {
  const editor = useEditor();
  const name = useEditorState(({ history }) => textAt(history.raw, 'name'));
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const said = useEditorState((state) => state.said);
  const isRemoving = useEditorState(({ removing }) => removing !== undefined);
  const isAdding = useEditorState(({ addingAt }) => addingAt !== undefined);
  const isPanelOpen = useEditorState((state) => state.isPanelOpen);
  const hasTest = useEditorState(({ test }) => test !== undefined);
  const [open, setOpen] = useState<'save' | 'help'>();
  const names = useNames(objectTypeId);
  const plural = usePlural(objectTypeId);
  const words = useMemo(() => ({ names, plural }), [names, plural]);
  const wishes = useWishes(setOpen);
  useTitle(name);
  useActionsOnPalette(names);
  useLint();
  useLaterParts();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const isInField =
      event.target instanceof HTMLElement &&
      event.target.matches('input, textarea, select, [contenteditable="true"]');
    const command = commandFor(event, false);
    // A field has an undo of its own.
    if (!command || (isInField && (command.id === 'undo' || command.id === 'redo'))) return;
    event.preventDefault();
    runCommand(editor, command, wishes);
  };
  return (
    <WordsContext value={words}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys such as Ctrl+S act wherever one is in the editor. */}
      <div className={styles['editor']} onKeyDown={onKeyDown}>
        <h1 className={styles['unseen']}>{name}</h1>
        <TopBar flowId={flowId} wishes={wishes} />
        <FlowTabs flowId={flowId} />
        <NewerBanner flowId={flowId} />
        <div className={styles['parts']}>
          <Outline wishes={wishes} />
          <div className={styles['middle']}>
            <Canvas wishes={wishes} />
            <FindBar />
            <Start />
            {hasTest && <TestBar />}
          </div>
          {isPanelOpen && <Panel wishes={wishes} />}
        </div>
        {isAdding && <CatalogueMenu />}
        {isRemoving && <RemoveBranchDialog />}
        {open === 'save' && <SaveDialog flowId={flowId} isOpen onClose={() => setOpen(undefined)} />}
        {open === 'help' && <HelpDialog isOpen onClose={() => setOpen(undefined)} />}
        <div aria-live="polite" className={styles['unseen']}>
          {said}
        </div>
      </div>
    </WordsContext>
  );
}

/** How long after the graph what is opened later is fetched: by then it is drawn. */
const LATER_MS = 400;

function useLaterParts(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const part of [Panel, CatalogueMenu, SaveDialog, TestPanel]) void part.prepare();
    }, LATER_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** What a flow without actions says. */
function Start() {
  const isEmpty = useEditorState(({ history }) => readingOrder(history.raw).length === 0);
  if (!isEmpty) return null;
  return <p className={styles['start']}>Choose how records come in, then press + to add the first action.</p>;
}

function useWishes(setOpen: (what: 'save' | 'help') => void): Wishes {
  const editor = useEditor();
  const zone = useAccountZone();
  return useMemo(
    (): Wishes => ({
      undo: () => editor.undo(),
      redo: () => editor.redo(),
      find: () => editor.set({ found: editor.state.found ?? { query: '', ids: [], at: 0 } }),
      help: () => setOpen('help'),
      save: () => editor.state.history.done.length > 0 && setOpen('save'),
      test: () => void testAgain(editor, zone),
      outline: () => document.querySelector<HTMLElement>('#outline [tabindex="0"]')?.focus(),
      openForm: () => {
        const { state } = editor;
        if (state.pointing && state.focus !== undefined) {
          pointTo(editor, state.focus);
          return;
        }
        const focus = state.focus ?? TRIGGER;
        editor.set({
          focus,
          isPanelOpen: true,
          isSettings: false,
          isTest: false,
          entersForm: state.entersForm + 1,
        });
      },
      closeForm: () => {
        if (editor.state.found) editor.set({ found: undefined });
        else editor.set({ isPanelOpen: false, isTest: false });
      },
      moveTo: () => editor.set({ moving: editor.situation.selection }),
      goTo: () => {
        const [from] = editor.situation.selection;
        if (from !== undefined) editor.set({ pointing: { from, member: 'connection' } });
      },
    }),
    [editor, setOpen, zone],
  );
}
