import { ACTION_GROUPS, type ActionEntry, actionEntry, CATALOGUE } from '@millrace/core/catalogue';
import { ClipboardPaste, Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { type EdgeRef, edgeAt, nextActionId, slotsOf, textAt } from '../../flow-body/index.ts';
import { toast } from '../../kit/index.ts';
import { edgeKey, pasteText, TintedIcon } from '../canvas/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './catalogue-menu.module.css';
import { newAction } from './new-action.ts';
import { recentTypes, rememberType } from './recent.ts';

/** The actions to choose from, at the `+` that was pressed. */
export function CatalogueMenu() {
  const addingAt = useEditorState((state) => state.addingAt);
  return addingAt ? <Opened key={edgeKey(addingAt)} at={addingAt} /> : null;
}

function Opened({ at }: { readonly at: EdgeRef }) {
  const editor = useEditor();
  const anchor = useRef<Element | null>(
    document.querySelector(`[data-edge="${CSS.escape(edgeKey(at))}"]`) ?? document.getElementById('canvas'),
  );
  const [branch, setBranch] = useState<ActionEntry>();
  const close = () => {
    editor.set({ addingAt: undefined });
    // The keys go on where they were.
    requestAnimationFrame(() => document.getElementById('canvas')?.focus());
  };
  const choose = (entry: ActionEntry) => {
    const leadsOn = editor.raw && edgeAt(editor.raw, at);
    if (entry.branches && leadsOn) setBranch(entry);
    else add(entry, undefined);
  };
  const add = (entry: ActionEntry, leadsOn: string | undefined) => {
    const id = String(nextActionId(editor.raw));
    const action = newAction(entry, id);
    const slots = slotsOf(action);
    const member = leadsOn ?? (slots.find(({ isDefault }) => isDefault) ?? slots[0])?.member ?? 'connection';
    const reason = editor.do([
      { kind: 'insertAction', at, action, leadsOn: member, name: entry.name.toLowerCase() },
    ]);
    rememberType(entry.id);
    if (reason === undefined) editor.reveal(id, { addingAt: undefined, isPanelOpen: true });
    else toast({ tone: 'failed', text: reason });
    if (reason === undefined) requestAnimationFrame(() => document.getElementById('canvas')?.focus());
  };
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => isOpen || close()}
      placement={matchMedia('(max-width: 860px)').matches ? 'bottom' : 'right top'}
      offset={10}
      className={styles['popover'] ?? ''}
    >
      <Dialog aria-label="Add an action" className={styles['dialog'] ?? ''}>
        {branch ? (
          <WhatFollows entry={branch} onChoose={(member) => add(branch, member)} />
        ) : (
          <Choice onChoose={choose} at={at} />
        )}
      </Dialog>
    </Popover>
  );
}

interface ChoiceProps {
  readonly at: EdgeRef;
  readonly onChoose: (entry: ActionEntry) => void;
}

function Choice({ at, onChoose }: ChoiceProps) {
  const editor = useEditor();
  const { contains } = useFilter({ sensitivity: 'base' });
  const objectTypeId = textAt(editor.raw, 'objectTypeId');
  const offered = useMemo(
    () =>
      CATALOGUE.filter((entry) => entry.isOffered && (entry.objectTypeIds?.includes(objectTypeId) ?? true)),
    [objectTypeId],
  );
  const recent = recentTypes().flatMap((id) => offered.find((entry) => entry.id === id) ?? []);
  const sections = [
    { id: 'recent', label: 'Recent', entries: recent },
    ...ACTION_GROUPS.map(({ id, label }) => ({
      id,
      label,
      entries: offered.filter(({ group }) => group === id),
    })),
  ].filter(({ entries }) => entries.length > 0);
  return (
    <>
      <Autocomplete filter={contains}>
        <SearchField aria-label="Find an action" autoFocus className={styles['search'] ?? ''}>
          <Search aria-hidden size={15} />
          <Input placeholder="Find an action" className={styles['input'] ?? ''} />
        </SearchField>
        <Menu
          aria-label="Actions"
          className={styles['menu'] ?? ''}
          onAction={(key) => {
            const entry = actionEntry(String(key).replace(/^recent /, ''));
            if (entry) onChoose(entry);
          }}
          renderEmptyState={() => <p className={styles['none']}>No action is called so.</p>}
        >
          {sections.map(({ id, label, entries }) => (
            <MenuSection key={id} id={id}>
              <Header className={styles['header'] ?? ''}>{label}</Header>
              {entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={id === 'recent' ? `recent ${entry.id}` : entry.id}
                  textValue={`${entry.name} ${entry.summary}`}
                  className={styles['item'] ?? ''}
                >
                  <TintedIcon typeId={entry.id} />
                  <span className={styles['words']}>
                    <span className={styles['name']}>{entry.name}</span>
                    <span className={styles['summary']}>{entry.summary}</span>
                  </span>
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Autocomplete>
      <Button className={styles['paste'] ?? ''} onPress={() => void pasteHere(editor, at)}>
        <ClipboardPaste aria-hidden size={15} />
        Paste what was copied
      </Button>
    </>
  );
}

async function pasteHere(editor: ReturnType<typeof useEditor>, at: EdgeRef): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => undefined);
  const reason =
    text === undefined
      ? 'The browser does not let the page read the clipboard. Use Ctrl+V on the canvas.'
      : pasteText(editor, text, at);
  if (reason === undefined) editor.set({ addingAt: undefined });
  else toast({ tone: 'failed', text: reason });
}

interface WhatFollowsProps {
  readonly entry: ActionEntry;
  readonly onChoose: (member: string) => void;
}

/** A new branch has several lanes: which of them leads to what stood there? The others end. */
function WhatFollows({ entry, onChoose }: WhatFollowsProps) {
  const slots = slotsOf(newAction(entry, '0'));
  const preferred = slots.findIndex(({ isDefault }) => isDefault);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className={styles['follows']}>
      <h2 className={styles['question']}>What follows goes to</h2>
      <p className={styles['summary']}>The other lanes end. You can point each of them anywhere later.</p>
      {slots.map(({ member, label }, index) => (
        <Button
          key={member}
          ref={index === Math.max(preferred, 0) ? first : null}
          className={styles['lane'] ?? ''}
          onPress={() => onChoose(member)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
