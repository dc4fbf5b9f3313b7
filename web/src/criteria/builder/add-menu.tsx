import { Plus } from 'lucide-react';
import { useMemo } from 'react';
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
  useFilter,
} from 'react-aria-components';
import { useProperties } from '../../pickers/index.ts';
import type { RawObject } from '../../raw/index.ts';
import styles from '../criteria.module.css';
import { BRANCHES, branchOf, newBranch } from '../model/branches.ts';
import { FILTERS, type FilterGroup, newFilter } from '../model/filters.ts';
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
  const { contains } = useFilter({ sensitivity: 'base' });
  const sections = useMemo(() => {
    const ofRecord = properties
      .filter(({ hidden }) => !hidden)
      .map(
        ({ name, label, type }): Entry => ({
          ...{ id: `property ${name}`, name: label, hint: name },
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
  const byId = new Map(sections.flatMap(([, entries]) => entries.map((entry) => [entry.id, entry] as const)));
  return (
    <Autocomplete filter={contains}>
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
        {sections.map(([group, entries]) => (
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

const [EVENTS, ...BEHIND] = BRANCHES.map(
  (form): Entry => ({
    ...{ id: `branch ${form.filterBranchType}`, name: form.name, hint: form.hint },
    make: () => ({ list: 'filterBranches', node: newBranch(form) }),
  }),
);

/** All that is no property, by group; groups of lines come first, since whoever wants one knows. */
const OTHERS: readonly (readonly [string, readonly Entry[]])[] = [
  [
    'Groups',
    BOXES.map(({ id, name, hint }) => ({
      ...{ id: `group ${id}`, name, hint },
      make: () => ({ list: 'filterBranches', node: branchOf(id, []) }),
    })),
  ],
  ...GROUPS.map((group): readonly [string, readonly Entry[]] => [
    group,
    [
      ...(group === 'What happened' ? [EVENTS!] : group === 'Other records' ? BEHIND : []),
      ...FILTERS.filter((form) => form.group === group).map(
        (form): Entry => ({
          ...{ id: `filter ${form.filterType}`, name: form.name, hint: form.hint },
          make: () => ({ list: 'filters', node: newFilter(form) }),
        }),
      ),
    ],
  ]),
];
