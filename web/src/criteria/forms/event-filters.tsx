import { isObject, listAt, objectsAt, type RawObject, setIn, textAt, textsAt } from '@millrace/core/raw';
import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton, Select } from '../../kit/index.ts';
import {
  type EventProperty,
  type EventType,
  useEvents,
  useOptions,
  useProperties,
} from '../../pickers/index.ts';
import styles from '../criteria.module.css';
import { newOperation, operatorsFor } from '../model/operation.ts';
import type { PropertyType } from '../model/operations.ts';
import { useProblemAt } from '../tree/surroundings.ts';
import type { FieldProps } from './field-props.ts';
import { OperationForm } from './operation-field.tsx';
import type { About, Scope } from './scope.ts';

/** Conditions on the properties of an event: which form, which page, to what it changed. */
export function EventFilters({ field, owner, value, path, scope, set, Fields }: FieldProps<'eventFilters'>) {
  const events = useEvents();
  const event = events.find(({ id }) => id === textAt(owner, 'eventTypeId'));
  const filters = objectsAt(value);
  const used = new Set(filters.map((filter) => textAt(filter, 'property')));
  const free = (event?.properties ?? []).filter(({ id }) => !used.has(id));
  const add = (property: EventProperty) => set([...listAt(value), newFilter(property, field.member)]);
  const changed = changedProperty(filters);
  return (
    <>
      {filters.map((filter, index) => (
        <OneFilter
          key={textAt(filter, 'property') || index}
          filter={filter}
          event={event}
          changed={changed}
          path={`${path}[${index}]`}
          scope={scope}
          Fields={Fields}
          onChange={(to) => set(setIn(listAt(value), [index], to))}
          onRemove={() => set(listAt(value).filter((_, at) => at !== index))}
        />
      ))}
      {free.length > 0 && (
        <div className={styles['adds']}>
          {free.slice(0, BUTTONS_MAX).map((property) => (
            <Button key={property.id} kind="quiet" icon={Plus} onPress={() => add(property)}>
              {property.name}
            </Button>
          ))}
          {free.length > BUTTONS_MAX && (
            <Select
              label="Another property of the event"
              labelling="inline"
              choices={free.slice(BUTTONS_MAX)}
              value={undefined}
              onChange={(id) => add(free.find((each) => each.id === id)!)}
              placeholder="More…"
            />
          )}
        </div>
      )}
    </>
  );
}

/** As many properties have a button each. */
const BUTTONS_MAX = 4;

/** Of a change of a property: the property, where the conditions name one. */
function changedProperty(filters: readonly RawObject[]): string {
  const named = filters.find((filter) => textAt(filter, 'property') === 'hs_name');
  const operation = named && isObject(named['operation']) ? named['operation'] : undefined;
  return textsAt(operation, 'values')[0] ?? textAt(operation, 'value');
}

function newFilter(property: EventProperty, member: string): RawObject {
  const operator = operatorsFor(typeOf(property)).find(
    ({ operator: each }) => property.values || each !== 'IS_EQUAL_TO',
  )!;
  const filter = { property: property.id, operation: newOperation(operator) };
  return member === 'filters' ? { filterType: 'PROPERTY', ...filter } : filter;
}

function typeOf({ type, values }: EventProperty): PropertyType {
  return values
    ? 'enumeration'
    : type === 'number' || type === 'bool' || type === 'datetime'
      ? type
      : 'string';
}

interface OneFilterProps {
  readonly filter: RawObject;
  readonly event: EventType | undefined;
  readonly changed: string;
  readonly path: string;
  readonly scope: Scope;
  readonly onChange: (filter: RawObject) => void;
  readonly onRemove: () => void;
  readonly Fields: FieldProps['Fields'];
}

function OneFilter({ filter, event, changed, path, scope, onChange, onRemove, Fields }: OneFilterProps) {
  const id = textAt(filter, 'property');
  const about = useAboutEvent(
    event?.properties.find((each) => each.id === id) ?? { id, name: id, type: 'string' },
    changed,
    scope,
  );
  const problem = useProblemAt(`${path}.property`);
  return (
    <fieldset className={styles['inner']}>
      <div className={styles['eventFilter']}>
        <legend className={styles['label']}>{about.label}</legend>
        <IconButton icon={Trash2} label={`Delete the condition on ${about.label}`} onPress={onRemove} />
      </div>
      <OperationForm
        value={filter['operation']}
        about={about}
        path={`${path}.operation`}
        scope={scope}
        onChange={(operation) => onChange({ ...filter, operation })}
        Fields={Fields}
      />
      {problem && <span className={styles['problem']}>{problem}</span>}
    </fieldset>
  );
}

/** What is known of a property of an event: the things that its values name; of a changed property its own values. */
function useAboutEvent(property: EventProperty, changed: string, scope: Scope): About {
  const { options } = useOptions(property.values ?? 'form');
  const { properties } = useProperties(scope.objectTypeId);
  const label = property.name;
  if (property.values) return { type: 'enumeration', options, label };
  if (property.id === 'hs_name')
    return {
      type: 'string',
      options: properties.map((each) => ({ id: each.name, name: each.label })),
      label,
    };
  const of = property.id === 'hs_value' ? properties.find(({ name }) => name === changed) : undefined;
  if (of)
    return {
      type: of.type,
      options: of.options.map((each) => ({ id: each.value, name: each.label })),
      label,
    };
  return { type: typeOf(property), options: [], label };
}
