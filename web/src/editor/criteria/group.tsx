import { Ellipsis, FolderPlus, List, Plus, Trash2, Zap } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button, IconButton, Menu, Select } from '../../kit/index.ts';
import { useObjectTypes } from '../data/index.ts';
import { JsonField } from '../fields/index.ts';
import { isObject, listAt, objectsAt, type Raw, type RawObject, setIn, textAt } from '../raw/index.ts';
import styles from './criteria.module.css';
import { EventLine } from './event-line.tsx';
import { FilterLine } from './filter-line.tsx';
import { operatorsFor, withOperator } from './operators.ts';

export const NEW_FILTER: RawObject = {
  filterType: 'PROPERTY',
  property: '',
  operation: withOperator(undefined, operatorsFor('string')[0]!),
};

export function groupOf(
  type: string,
  filters: readonly Raw[],
  filterBranches: readonly Raw[] = [],
): RawObject {
  return {
    filterBranchType: type,
    filterBranchOperator: type === 'OR' ? 'OR' : 'AND',
    filters,
    filterBranches,
  };
}

const JOINS = [
  { id: 'AND', name: 'All of these' },
  { id: 'OR', name: 'Any of these' },
  { id: 'NOT_ALL', name: 'Not all of these' },
  { id: 'NOT_ANY', name: 'None of these' },
];

interface GroupProps {
  readonly branch: RawObject;
  readonly objectTypeId: string;
  readonly onChange: (branch: RawObject) => void;
  readonly onRemove: () => void;
  readonly isNew?: boolean;
}

/** A group in a box of its own: its lines joined by one word, groups in it as boxes again. */
export function Group({ branch, objectTypeId, onChange, onRemove, isNew = false }: GroupProps) {
  const [added, setAdded] = useState<number | undefined>(isNew ? 0 : undefined);
  const type = textAt(branch, 'filterBranchType') || 'AND';
  const filters = objectsAt(branch, 'filters');
  const branches = listAt(branch, 'filterBranches');
  const word = type === 'OR' || type === 'NOT_ANY' ? 'or' : 'and';
  const put = (member: string, items: readonly Raw[]) => onChange({ ...branch, [member]: items });
  const addFilter = (filter: RawObject) => {
    setAdded(filters.length);
    put('filters', [...filters, filter]);
  };
  return (
    <div className={styles['group']}>
      <div className={styles['groupHead']}>
        <Select
          label="How the lines are joined"
          labelling="inline"
          choices={JOINS}
          value={type}
          onChange={(to) =>
            onChange({ ...branch, filterBranchType: to, filterBranchOperator: to === 'OR' ? 'OR' : 'AND' })
          }
        />
        <IconButton icon={Trash2} label="Delete the group" onPress={onRemove} />
      </div>
      {filters.map((filter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: filters have no other name than their place.
        <Fragment key={index}>
          {index > 0 && <Word>{word}</Word>}
          <FilterLine
            filter={filter}
            objectTypeId={objectTypeId}
            isNew={index === added}
            onChange={(to) => put('filters', setIn(filters, [index], to))}
            onRemove={() => {
              setAdded(undefined);
              put(
                'filters',
                filters.filter((_, at) => at !== index),
              );
            }}
          />
        </Fragment>
      ))}
      {branches.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other name than their place.
        <Fragment key={index}>
          {(filters.length > 0 || index > 0) && <Word>{word}</Word>}
          <Part
            part={isObject(child) ? child : {}}
            objectTypeId={objectTypeId}
            onChange={(to) => put('filterBranches', setIn(branches, [index], to))}
            onRemove={() =>
              put(
                'filterBranches',
                branches.filter((_, at) => at !== index),
              )
            }
          />
        </Fragment>
      ))}
      <div className={styles['adds']}>
        <Button kind="quiet" icon={Plus} onPress={() => addFilter(NEW_FILTER)}>
          Filter
        </Button>
        <Menu
          label="Add something else"
          groups={[
            [
              {
                id: 'list',
                name: 'Membership of a list',
                icon: List,
                onDo: () => addFilter({ filterType: 'IN_LIST', operator: 'IN_LIST', listId: '' }),
              },
              {
                id: 'event',
                name: 'Something that happened',
                icon: Zap,
                onDo: () => put('filterBranches', [...branches, NEW_EVENT]),
              },
              {
                id: 'group',
                name: 'A group',
                icon: FolderPlus,
                onDo: () =>
                  put('filterBranches', [...branches, groupOf(type === 'AND' ? 'OR' : 'AND', [NEW_FILTER])]),
              },
            ],
          ]}
        >
          <IconButton icon={Ellipsis} label="Add something else" />
        </Menu>
      </div>
    </div>
  );
}

const NEW_EVENT: RawObject = {
  filterBranchType: 'UNIFIED_EVENTS',
  filterBranchOperator: 'AND',
  operator: 'HAS_COMPLETED',
  eventTypeId: '4-1639801',
  filters: [],
  filterBranches: [],
};

function Word({ children }: { readonly children: string }) {
  return <span className={styles['word']}>{children}</span>;
}

interface PartProps {
  readonly part: RawObject;
  readonly objectTypeId: string;
  readonly onChange: (part: RawObject) => void;
  readonly onRemove: () => void;
}

/** A branch in a group: a group again, an event, records that are associated, or whatever else as JSON. */
function Part({ part, objectTypeId, onChange, onRemove }: PartProps) {
  const types = useObjectTypes();
  const type = textAt(part, 'filterBranchType');
  if (JOINS.some(({ id }) => id === type))
    return <Group branch={part} objectTypeId={objectTypeId} onChange={onChange} onRemove={onRemove} />;
  const other = textAt(part, 'objectTypeId');
  return (
    <div className={styles['group']}>
      <div className={styles['groupHead']}>
        <span className={styles['kind']}>
          {type === 'UNIFIED_EVENTS'
            ? 'Something that happened'
            : type === 'ASSOCIATION'
              ? `An associated ${types.find(({ id }) => id === other)?.name.toLowerCase() ?? 'record'}`
              : type}
        </span>
        <IconButton icon={Trash2} label="Delete this part" onPress={onRemove} />
      </div>
      {type === 'UNIFIED_EVENTS' ? (
        <EventLine value={part} onChange={onChange} mayNotHave />
      ) : type === 'ASSOCIATION' ? (
        <Associated part={part} objectTypeId={other} onChange={onChange} />
      ) : (
        <JsonField label="This part as JSON" value={part} onChange={(to) => isObject(to) && onChange(to)} />
      )}
    </div>
  );
}

/** Filters on the records at the other end of an association: all of them must be met by one of these. */
function Associated({ part, objectTypeId, onChange }: Omit<PartProps, 'onRemove'>) {
  const inner: RawObject = { ...part, filterBranchType: 'AND' };
  return (
    <Group
      branch={inner}
      objectTypeId={objectTypeId}
      onChange={(to) => onChange({ ...to, filterBranchType: 'ASSOCIATION', filterBranchOperator: 'AND' })}
      onRemove={() => onChange({ ...part, filters: [], filterBranches: [] })}
    />
  );
}
