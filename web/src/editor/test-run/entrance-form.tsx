import { objectsAt, textAt } from '../../flow-body/index.ts';
import { instantOf, Select, TextField, useAccountNow, useAccountZone } from '../../kit/index.ts';
import { Pick, useOptions } from '../../pickers/index.ts';
import { useEditorState } from '../state/index.ts';
import { Choice } from './choice.tsx';
import { EventForm } from './event-form.tsx';
import styles from './test-run.module.css';
import { useRequest } from './use-request.ts';

const ENTRIES = [
  { id: 'AUTOMATIC', name: 'By itself' },
  { id: 'MANUAL', name: 'By hand' },
] as const;

const AS_OF = [
  { id: 'START', name: 'as it was then' },
  { id: 'NOW', name: 'as it is now' },
] as const;

/** How the record comes in, and when. */
export function EntranceForm() {
  const { request, set, problemAt } = useRequest();
  const zone = useAccountZone();
  const now = useAccountNow();
  const startAt = request.start === '' ? undefined : instantOf(request.start, zone);
  const isPast = request.who === 'RECORD' && startAt !== undefined && startAt < now;
  return (
    <section className={styles['section']}>
      <TextField
        label="Starts"
        type="datetime-local"
        value={request.start}
        onChange={(start) => set({ start })}
        description={request.start === '' ? `Now, or at a time in ${zone}` : `In ${zone}`}
        problem={problemAt('startAt')}
      />
      {isPast && (
        <Select
          label="With the record"
          choices={AS_OF}
          value={request.recordAsOf}
          onChange={(recordAsOf) => set({ recordAsOf })}
        />
      )}
      <Choice
        label="It comes in"
        choices={ENTRIES}
        value={request.entry}
        onChange={(entry) => set({ entry })}
      />
      {request.entry === 'AUTOMATIC' && <Cause />}
    </section>
  );
}

/** What lets it in, in a flow that waits for something to happen. */
function Cause() {
  const { request, set, problemAt } = useRequest();
  const criteria = useEditorState(({ history }) => history.raw['enrollmentCriteria']);
  const lists = useOptions('list');
  if (textAt(criteria, 'type') !== 'EVENT_BASED') return null;
  const joins = objectsAt(criteria, 'listMembershipFilterBranches').length > 0;
  return (
    <>
      {request.event || !joins ? (
        <EventForm
          event={request.event ?? { eventTypeId: '', properties: {} }}
          onChange={(event) => set({ event })}
          problem={(member) => problemAt(`event.${member}`)}
        />
      ) : (
        <Pick
          label="Joins the list"
          options={lists.options}
          refusal={lists.error}
          value={request.joinedList}
          onChange={(joinedList) => set({ joinedList })}
          problem={problemAt('joinedList')}
          takesAny
        />
      )}
    </>
  );
}
