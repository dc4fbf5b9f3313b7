import type { RawObject } from '@millrace/core/raw';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Popover,
  SearchField,
} from 'react-aria-components';
import { useProperties } from '../../pickers/index.ts';
import styles from '../criteria.module.css';
import { BRANCHES, branchOf, newBranch } from '../model/branches.ts';
import { FILTERS, type FilterGroup, newFilter } from '../model/filters/index.ts';
import { newOperation, operatorsFor } from '../model/operation.ts';
import type { ListName } from '../model/places.ts';

export interface Added {
  readonly list: ListName;
  readonly node: RawObject;
}

interface AddMenuProps {
  readonly label: string;
  readonly objectTypeId: string;
  readonly onAdd: (added: Added) => void;
}

/** Everything that can be asked of a record, found by typing: its properties first. */
export function AddMenu({ label, objectTypeId, onAdd }: AddMenuProps) {
  return (
    <DialogTrigger>
      <Button className={styles['add'] ?? ''}>
        <Plus aria-hidden size={16} />
        {label}
      </Button>
      <Popover className={styles['popover'] ?? ''} placement="bottom start" offset={4}>
        <Dialog aria-label={label} className={styles['dialog'] ?? ''}>
          {({ close }) => (
            <Choices
              objectTypeId={objectTypeId}
              onAdd={(added) => {
                close();
                onAdd(added);
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

const GROUPS: readonly FilterGroup[] = ['Lists', 'What happened', 'Other records', 'Consent', 'Everybody'];
/** Groups of lines, by how they are joined. */
const BOXES = [
  { id: 'OR', name: 'Group: any of', hint: 'lines joined by or' },
  { id: 'AND', name: 'Group: all of', hint: 'lines joined by and' },
  { id: 'NOT_ANY', name: 'Group: none of', hint: 'lines of which none may be met' },
];

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly make: () => Added;
}

function Choices({ objectTypeId, onAdd }: Omit<AddMenuProps, 'label'>) {
  const { properties, isLoading } = useProperties(objectTypeId);
  const [text, setText] = useState('');
  const sections = useMemo((): readonly Section[] => {
    const ofRecord = properties
      .filter(({ hidden }) => !hidden)
      .map(
        ({ name, label, type }): Entry => ({
          id: `property ${name}`,
          name: label,
          hint: name,
          make: () => ({
            list: 'filters',
            node: { filterType: 'PROPERTY', property: name, operation: newOperation(operatorsFor(type)[0]!) },
          }),
        }),
      );
    return [
      ...OTHERS.map(([group, entries]) => [group, entries] as const).slice(0, 1),
      ['Properties', ofRecord] as const,
      ...OTHERS.slice(1),
    ];
  }, [properties]);
  const found = useMemo(() => matching(sections, text), [sections, text]);
  const byId = new Map(found.flatMap(([, entries]) => entries.map((entry) => [entry.id, entry] as const)));
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label="Find a filter" autoFocus className={styles['search'] ?? ''}>
        <Input placeholder="Find a property, an event, a list…" className={styles['searchInput'] ?? ''} />
      </SearchField>
      <Menu
        aria-label="Filters"
        className={styles['menu'] ?? ''}
        onAction={(id) => onAdd(byId.get(String(id))!.make())}
        renderEmptyState={() => (
          <p className={styles['empty']}>{isLoading ? 'Loading…' : 'Nothing is called so.'}</p>
        )}
      >
        {found.map(([group, entries]) => (
          <MenuSection key={group}>
            <Header className={styles['header'] ?? ''}>{group}</Header>
            {entries.map(({ id, name, hint }) => (
              <MenuItem key={id} id={id} textValue={`${name} ${hint}`} className={styles['item'] ?? ''}>
                <span>{name}</span>
                <span className={styles['hint']}>{hint}</span>
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

type Section = readonly [group: string, entries: readonly Entry[]];

/** More of one group are not read; typing finds the rest. */
const SHOWN_MAX = 60;

/** What is called so, or holds the word: of each group those first whose names begin with it. */
function matching(sections: readonly Section[], text: string): readonly Section[] {
  const wanted = text.trim().toLowerCase();
  return sections.flatMap(([group, entries]): readonly Section[] => {
    const fit = entries.filter(({ name, hint }) => `${name} ${hint}`.toLowerCase().includes(wanted));
    const rank = ({ name }: Entry) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
    const sorted = wanted === '' ? fit : fit.toSorted((a, b) => rank(a) - rank(b));
    return fit.length === 0 ? [] : [[group, sorted.slice(0, SHOWN_MAX)]];
  });
}

const [EVENTS, ...BEHIND] = BRANCHES.map(
  (form): Entry => ({
    id: `branch ${form.filterBranchType}`,
    name: form.name,
    hint: form.hint,
    make: () => ({ list: 'filterBranches', node: newBranch(form) }),
  }),
);

/** All that is no property, by group; groups of lines come first, since whoever wants one knows. */
const OTHERS: readonly Section[] = [
  [
    'Groups',
    BOXES.map(({ id, name, hint }) => ({
      id: `group ${id}`,
      name,
      hint,
      make: () => ({ list: 'filterBranches', node: branchOf(id, []) }),
    })),
  ],
  ...GROUPS.map((group): readonly [string, readonly Entry[]] => [
    group,
    [
      ...(group === 'What happened' ? [EVENTS!] : group === 'Other records' ? BEHIND : []),
      ...FILTERS.filter((form) => form.group === group).map(
        (form): Entry => ({
          id: `filter ${form.filterType}`,
          name: form.name,
          hint: form.hint,
          make: () => ({ list: 'filters', node: newFilter(form) }),
        }),
      ),
    ],
  ]),
];
