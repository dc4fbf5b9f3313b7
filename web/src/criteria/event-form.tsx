import type { Path, RawObject } from '@millrace/core/raw';
import styles from './criteria.module.css';
import { FormFields } from './forms/form-fields.tsx';
import { EVENTS_BRANCH } from './model/branches.ts';
import { placeText } from './model/places.ts';

interface EventFormProps {
  readonly value: RawObject;
  readonly onChange: (value: RawObject) => void;
  readonly objectTypeId: string;
  /** Where the event stands, for what is wrong with it. */
  readonly path?: Path;
}

/** What begins something when it happens: one occurrence decides, so that nothing is asked of how often, or when before. */
export function EventForm({ value, onChange, objectTypeId, path = [] }: EventFormProps) {
  return (
    <div className={styles['event']}>
      <FormFields
        fields={OF_ONE}
        owner={value}
        path={placeText(path)}
        scope={{ objectTypeId }}
        onChange={onChange}
      />
    </div>
  );
}

const OF_ONE = EVENTS_BRANCH.fields.filter(({ member }) => member === 'eventTypeId' || member === 'filters');
