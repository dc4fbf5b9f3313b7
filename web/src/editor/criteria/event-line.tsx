import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton, Select } from '../../kit/index.ts';
import { type EventProperty, useEvents, useOptions } from '../data/index.ts';
import { Many, Pick } from '../fields/index.ts';
import { objectsAt, type RawObject, textAt, textsAt } from '../raw/index.ts';
import styles from './criteria.module.css';

interface EventLineProps {
  readonly value: RawObject;
  readonly onChange: (value: RawObject) => void;
  /** In criteria an event may also be asked not to have happened. */
  readonly mayNotHave?: boolean;
}

const HAPPENED = [
  { id: 'HAS_COMPLETED', name: 'has happened' },
  { id: 'HAS_NOT_COMPLETED', name: 'has not happened' },
];

/** Something that happens to a record, and of which kind: which form, which email, which page. */
export function EventLine({ value, onChange, mayNotHave = false }: EventLineProps) {
  const events = useEvents();
  const id = textAt(value, 'eventTypeId');
  const event = events.find((each) => each.id === id);
  const filters = objectsAt(value, 'filters');
  const named = (name: string) => filters.findIndex((filter) => textAt(filter, 'property') === name);
  const setFilters = (to: readonly RawObject[]) => onChange({ ...value, filters: to });
  const free = (event?.properties ?? []).filter((property) => named(property.id) < 0);
  return (
    <div className={styles['event']}>
      <Pick
        label="Event"
        labelling="inline"
        options={events}
        value={id}
        onChange={(eventTypeId) => eventTypeId !== id && onChange({ ...value, eventTypeId, filters: [] })}
        takesAny
      />
      {mayNotHave && (
        <Select
          label="Happened"
          labelling="inline"
          choices={HAPPENED}
          value={textAt(value, 'operator') || 'HAS_COMPLETED'}
          onChange={(operator) => onChange({ ...value, operator })}
        />
      )}
      {filters.map((filter, index) => {
        const property = event?.properties.find((each) => each.id === textAt(filter, 'property'));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: filters have no other name than their place.
          <div key={index} className={styles['eventFilter']}>
            <EventValues
              property={property ?? { id: textAt(filter, 'property'), name: textAt(filter, 'property') }}
              values={textsAt(filter, 'operation', 'values')}
              onChange={(values) =>
                setFilters(
                  filters.map((each, at) =>
                    at === index ? filterOf(textAt(filter, 'property'), values, property) : each,
                  ),
                )
              }
            />
            <IconButton
              icon={Trash2}
              label="Delete the condition"
              onPress={() => setFilters(filters.filter((_, at) => at !== index))}
            />
          </div>
        );
      })}
      {free.length > 0 && (
        <div className={styles['adds']}>
          {free.map((property) => (
            <Button
              key={property.id}
              kind="quiet"
              icon={Plus}
              onPress={() => setFilters([...filters, filterOf(property.id, [], property)])}
            >
              {property.name}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function filterOf(property: string, values: readonly string[], known: EventProperty | undefined): RawObject {
  return {
    filterType: 'PROPERTY',
    property,
    operation: known?.values
      ? { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', includeObjectsWithNoValueSet: false, values }
      : { operationType: 'MULTISTRING', operator: 'CONTAINS', includeObjectsWithNoValueSet: false, values },
  };
}

interface EventValuesProps {
  readonly property: EventProperty;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function EventValues({ property, values, onChange }: EventValuesProps) {
  const { options } = useOptions(property.values ?? 'form');
  return (
    <Many
      label={property.values ? property.name : `${property.name} contains`}
      problem={undefined}
      options={property.values ? options : []}
      values={values}
      onChange={onChange}
      placeholder={
        property.values
          ? `Choose ${property.values === 'email' ? 'an email' : `a ${property.values}`}`
          : 'Type a value, Enter adds it'
      }
    />
  );
}
