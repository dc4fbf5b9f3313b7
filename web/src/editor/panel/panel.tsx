import { actionEntry, elsewhere } from '@millrace/core/catalogue';
import { Copy, CornerDownRight, Ellipsis, Move, Trash2, X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { actionOf, isBranching, typeIdOf } from '../../flow-body/index.ts';
import { IconButton, Menu } from '../../kit/index.ts';
import { TRIGGER } from '../../layout/index.ts';
import { Sentence, TintedIcon, useWords } from '../canvas/index.ts';
import { COMMANDS } from '../commands/index.ts';
import { later } from '../later.tsx';
import { sentenceOf, typeName } from '../say/index.ts';
import { runCommand, useEditor, useEditorState, useOfAction, type Wishes } from '../state/index.ts';
import { TestPanel } from '../test-run/index.ts';
import { Findings } from './findings.tsx';
import styles from './panel.module.css';

// A form is loaded when it is first opened: the graph is shown sooner.
const ActionForm = later(async () => (await import('./action-form.tsx')).ActionForm);
const ActionJson = later(async () => (await import('./action-json.tsx')).ActionJson);
const EnrollmentForm = later(async () => (await import('./enrollment-form.tsx')).EnrollmentForm);
const SettingsForm = later(async () => (await import('./settings-form.tsx')).SettingsForm);

/** Beside the canvas: the form of the card in focus, its JSON, or the settings of the flow. */
export function Panel({ wishes }: { readonly wishes: Wishes }) {
  const isOpen = useEditorState((state) => state.isPanelOpen);
  const isSettings = useEditorState((state) => state.isSettings);
  const isTest = useEditorState((state) => state.isTest);
  const focus = useEditorState((state) => state.focus);
  const isThere = useEditorState(
    ({ history, focus: id }) => id !== undefined && actionOf(history.raw, id) !== undefined,
  );
  if (!isOpen) return null;
  if (isSettings)
    return (
      <Frame title="Settings" lead="Of the whole flow.">
        <SettingsForm />
      </Frame>
    );
  if (isTest)
    return (
      <Frame
        title="Test"
        lead="What would happen to a record, with the edits that are not saved yet. Nothing is written or sent."
      >
        <TestPanel />
      </Frame>
    );
  if (focus === TRIGGER)
    return (
      <Frame
        icon={<TintedIcon typeId={TRIGGER} />}
        title="Enrollment"
        lead="How records come into the flow, and who stays out."
      >
        <Findings of={TRIGGER} members={CRITERIA} />
        <EnrollmentForm />
      </Frame>
    );
  return isThere && focus !== undefined ? <OfAction key={focus} id={focus} wishes={wishes} /> : null;
}

interface OfActionProps {
  readonly id: string;
  readonly wishes: Wishes;
}

/** What stays while a field is typed in stands apart from what changes with every letter. */
function OfAction({ id, wishes }: OfActionProps) {
  const editor = useEditor();
  const view = useEditorState((state) => state.panelView);
  const { names } = useWords();
  const typeId = useOfAction(id, typeIdOf);
  const title = useOfAction(id, (action) => typeName(action, names));
  const isBranch = useOfAction(id, isBranching);
  if (typeId === undefined) return null;
  const entry = actionEntry(typeId);
  const run = (commandId: string) =>
    runCommand(editor, COMMANDS.find((each) => each.id === commandId)!, wishes);
  const menu = (
    <Menu
      label="What else can be done"
      groups={[
        [
          { id: 'duplicate', name: 'Duplicate', icon: Copy, onDo: () => run('duplicate') },
          { id: 'move', name: 'Move to…', icon: Move, onDo: () => run('moveTo') },
          ...(isBranch
            ? []
            : [{ id: 'goTo', name: 'Go to…', icon: CornerDownRight, onDo: () => run('goTo') }]),
        ],
        [
          { id: 'delete', name: 'Delete', icon: Trash2, kind: 'danger', onDo: () => run('delete') },
          {
            id: 'below',
            name: 'Delete with all below',
            icon: Trash2,
            kind: 'danger',
            onDo: () => run('delete-below'),
          },
        ],
      ]}
    >
      <IconButton icon={Ellipsis} label="More" />
    </Menu>
  );
  return (
    <Frame
      icon={<TintedIcon typeId={typeId} />}
      title={title ?? ''}
      number={`#${id}`}
      lead={<Lead id={id} />}
      actions={editor.isReadOnly ? undefined : menu}
      tabs={
        <ToggleButtonGroup
          aria-label="How the action is shown"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view]}
          onSelectionChange={(keys) => editor.set({ panelView: keys.has('json') ? 'json' : 'form' })}
          className={styles['tabs'] ?? ''}
        >
          <ToggleButton id="form" className={styles['tab'] ?? ''}>
            Form
          </ToggleButton>
          <ToggleButton id="json" className={styles['tab'] ?? ''}>
            JSON
          </ToggleButton>
        </ToggleButtonGroup>
      }
    >
      <Findings of={id} members={view === 'form' ? entry?.members.map(({ path }) => path) : undefined} />
      {view === 'json' ? (
        <ActionJson id={id} />
      ) : entry ? (
        <ActionForm id={id} entry={entry} />
      ) : (
        <Unknown typeId={typeId} />
      )}
    </Frame>
  );
}

function Lead({ id }: { readonly id: string }) {
  const editor = useEditor();
  const { names } = useWords();
  const action = useOfAction(id, (it) => it);
  return action && <Sentence parts={sentenceOf(action, editor.raw, names)} />;
}

function Unknown({ typeId }: { readonly typeId: string }) {
  const { why, helps } = elsewhere(typeId);
  return (
    <p className={styles['note']}>
      This action does not run here: {why}. {helps} It is kept as it is, and can be edited as JSON.
    </p>
  );
}

interface FrameProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly number?: string;
  readonly lead?: ReactNode;
  readonly tabs?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

function Frame({ icon, title, number, lead, tabs, actions, children }: FrameProps) {
  const editor = useEditor();
  const frame = useRef<HTMLElement>(null);
  const close = () => {
    editor.set({ isPanelOpen: false, isTest: false });
    document.getElementById('canvas')?.focus();
  };
  return (
    <aside
      ref={frame}
      aria-label={`${title}${number ? ` ${number}` : ''}`}
      className={styles['panel']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        document.getElementById('canvas')?.focus();
      }}
    >
      <header className={styles['head']}>
        {icon}
        <div className={styles['names']}>
          <h2 className={styles['title']}>
            {title} {number && <span className={styles['number']}>{number}</span>}
          </h2>
        </div>
        {actions}
        <IconButton icon={X} label="Close the form" onPress={close} />
      </header>
      {lead && <p className={styles['lead']}>{lead}</p>}
      {tabs && <div className={styles['bar']}>{tabs}</div>}
      <div data-body className={styles['body']}>
        {children}
        <Entrance into={frame} />
      </div>
    </aside>
  );
}

/** Takes the keyboard into the first field, when the form was asked for by a key and is there. */
function Entrance({ into }: { readonly into: RefObject<HTMLElement | null> }) {
  const wasOpenedByKey = useEditorState((state) => state.entersForm);
  useEffect(() => {
    const frame = into.current;
    if (wasOpenedByKey === 0 || !frame) return;
    const enter = () => {
      const first = frame.querySelector<HTMLElement>(FIRST_FIELD);
      first?.focus();
      return first !== null;
    };
    if (enter()) return;
    // The form is still being fetched.
    const observer = new MutationObserver(() => enter() && observer.disconnect());
    observer.observe(frame, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [wasOpenedByKey, into]);
  return null;
}

const FIRST_FIELD = '[data-body] input:not([type=hidden]), [data-body] textarea, [data-body] button';

/** Members of a flow whose problems stand at their lines. */
const CRITERIA = [
  'enrollmentCriteria.listFilterBranch',
  'enrollmentCriteria.refinementCriteria',
  'enrollmentCriteria.reEnrollmentTriggersFilterBranches',
  'enrollmentCriteria.listMembershipFilterBranches',
  'goalFilterBranch',
  'suppressionFilterBranch',
];
