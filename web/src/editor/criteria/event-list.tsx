import { Plus, Trash2 } from 'lucide-react';
import { type RawObject, setIn } from '../../flow-body/index.ts';
import { Button, IconButton } from '../../kit/index.ts';
import styles from './event-list.module.css';
import { FlowEvent } from './flow-event.tsx';

/** A new event: nothing is named yet but that a form was submitted. */
const NEW_EVENT: RawObject = {
  filterBranchType: 'UNIFIED_EVENTS',
  filterBranchOperator: 'AND',
  operator: 'HAS_COMPLETED',
  eventTypeId: '4-1639801',
  filterBranches: [],
  filters: [],
};

interface EventListProps {
  readonly events: readonly RawObject[];
  readonly onChange: (events: readonly RawObject[]) => void;
}

/** Events of which any one counts, each in a box of its own. */
export function EventList({ events, onChange }: EventListProps) {
  return (
    <div className={styles['events']}>
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events have no other name than their place.
        <div key={index} className={styles['event']}>
          <FlowEvent value={event} onChange={(to) => onChange(setIn(events, [index], to))} />
          <IconButton
            icon={Trash2}
            label={`Delete event ${index + 1}`}
            onPress={() => onChange(events.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button kind="quiet" icon={Plus} onPress={() => onChange([...events, NEW_EVENT])}>
          {events.length === 0 ? 'Choose an event' : 'Or another event'}
        </Button>
      </div>
    </div>
  );
}
