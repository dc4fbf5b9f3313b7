import { Select, TextField } from '../../kit/index.ts';
import { type EventProperty, Pick, useEvents, useOptions } from '../../pickers/index.ts';
import type { OccurredEvent } from '../state/index.ts';

interface EventFormProps {
  readonly event: OccurredEvent;
  readonly onChange: (event: OccurredEvent) => void;
  /** Where it stands in the request. */
  readonly problem: (member: string) => string | undefined;
  /** Events that are given otherwise. */
  readonly without?: readonly string[];
}

const NO_EVENTS: readonly string[] = [];

/** Something that happens to the record, with what is known of it. */
export function EventForm({ event, onChange, problem, without = NO_EVENTS }: EventFormProps) {
  const events = useEvents().filter(({ id }) => !without.includes(id));
  const { eventTypeId, properties } = event;
  const type = events.find(({ id }) => id === eventTypeId);
  const set = (name: string, value: string) =>
    onChange({ eventTypeId, properties: { ...properties, [name]: value } });
  return (
    <>
      <Select
        label="What happens"
        choices={events.map(({ id, name }) => ({ id, name }))}
        value={eventTypeId}
        onChange={(to) => to !== eventTypeId && onChange({ eventTypeId: to, properties: {} })}
        problem={problem('eventTypeId')}
      />
      {(type?.properties ?? []).map((property) => (
        <EventValue
          key={property.id}
          property={property}
          value={properties[property.id] ?? ''}
          onChange={(value) => set(property.id, value)}
          problem={problem(`properties.${property.id}`)}
        />
      ))}
    </>
  );
}

interface EventValueProps {
  readonly property: EventProperty;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: string | undefined;
}

function EventValue({ property: { name, values }, ...rest }: EventValueProps) {
  const { options, error } = useOptions(values ?? 'form');
  return values ? (
    <Pick label={name} options={options} refusal={error} takesAny placeholder="Any" {...rest} />
  ) : (
    <TextField label={name} {...rest} />
  );
}
