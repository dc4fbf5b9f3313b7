import {
  flagAt,
  getIn,
  isObject,
  listAt,
  objectsAt,
  type RawObject,
  textAt,
  textsAt,
} from '../../flow-body/index.ts';
import { Select, Switch } from '../../kit/index.ts';
import { useOptions, usePlural } from '../../pickers/index.ts';
import { CriteriaList, EventList, FlowCriteria } from '../criteria/index.ts';
import { Many } from '../fields/index.ts';
import { useEditorState } from '../state/index.ts';
import styles from './panel.module.css';
import { ScheduleForm } from './schedule-form.tsx';
import { useFlowMember } from './use-flow-member.ts';

const KINDS = [
  { id: 'LIST_BASED', name: 'When they meet filters' },
  { id: 'EVENT_BASED', name: 'When something happens' },
  { id: 'MANUAL', name: 'By hand, or from another flow' },
  { id: 'SCHEDULE', name: 'By a schedule' },
] as const;

const STARTS: Readonly<Record<string, RawObject>> = {
  LIST_BASED: {
    type: 'LIST_BASED',
    shouldReEnroll: false,
    listFilterBranch: { filterBranchType: 'OR', filterBranchOperator: 'OR', filters: [], filterBranches: [] },
  },
  EVENT_BASED: {
    type: 'EVENT_BASED',
    shouldReEnroll: false,
    eventFilterBranches: [],
    listMembershipFilterBranches: [],
  },
  MANUAL: { type: 'MANUAL', shouldReEnroll: true },
};

/** How records come in: by filters, events, by hand or by a schedule; who stays out; when they are done. */
export function EnrollmentForm() {
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const plural = usePlural(objectTypeId);
  const [criteria, setCriteria] = useFlowMember(['enrollmentCriteria'], 'the enrollment');
  const [schedule, setSchedule] = useFlowMember(['enrollmentSchedule'], 'the schedule');
  const type = isObject(schedule) ? 'SCHEDULE' : textAt(criteria, 'type') || undefined;
  const choose = (to: string) => {
    if (to === 'SCHEDULE') {
      setSchedule({ type: 'DAILY', timeOfDay: { hour: 9, minute: 0 } });
      return;
    }
    if (isObject(schedule)) setSchedule(undefined);
    if (to !== textAt(criteria, 'type')) setCriteria(STARTS[to]);
  };
  return (
    <>
      <section className={styles['section']}>
        <Select
          label={`${plural.charAt(0).toUpperCase()}${plural.slice(1)} come in`}
          choices={type === 'DATASET' ? [...KINDS, { id: 'DATASET', name: 'From a dataset' }] : KINDS}
          value={type}
          onChange={choose}
          placeholder="Choose…"
        />
        {type === 'SCHEDULE' && <ScheduleForm value={schedule as RawObject} onChange={setSchedule} />}
        {(type === 'LIST_BASED' || type === 'SCHEDULE') && (
          <FlowCriteria
            label="Filters"
            actionId={null}
            path={['enrollmentCriteria', 'listFilterBranch']}
            value={getIn(criteria, ['listFilterBranch'])}
          />
        )}
        {type === 'EVENT_BASED' && <Events criteria={criteria as RawObject} />}
      </section>
      {type !== undefined && type !== 'MANUAL' && (
        <ReEnrollment criteria={criteria as RawObject} type={type} />
      )}
      <Leaving objectTypeId={objectTypeId} criteria={criteria as RawObject} />
    </>
  );
}

function Events({ criteria }: { readonly criteria: RawObject }) {
  const [, set] = useFlowMember(['enrollmentCriteria', 'eventFilterBranches'], 'the events');
  const branches = objectsAt(criteria, 'eventFilterBranches');
  return (
    <>
      <EventList events={branches} onChange={set} />
      <CriteriaList
        label="When they join a list, or meet"
        path={['enrollmentCriteria', 'listMembershipFilterBranches']}
        name="the lists that bring them in"
        add="Or when they join a list"
      />
      {(branches.length > 0 || listAt(criteria, 'listMembershipFilterBranches').length > 0) && (
        <FlowCriteria
          label="Only those who meet"
          actionId={null}
          path={['enrollmentCriteria', 'refinementCriteria']}
          value={getIn(criteria, ['refinementCriteria'])}
        />
      )}
    </>
  );
}

function ReEnrollment({ criteria, type }: { readonly criteria: RawObject; readonly type: string }) {
  const [value, set] = useFlowMember(['enrollmentCriteria', 'shouldReEnroll'], 're-enrollment');
  const [leave, setLeave] = useFlowMember(
    ['enrollmentCriteria', 'unEnrollObjectsNotMeetingCriteria'],
    'leaving',
  );
  if (!isObject(criteria)) return null;
  return (
    <section className={styles['section']}>
      <Switch isSelected={flagAt(value)} onChange={set}>
        May come in again
      </Switch>
      {type === 'LIST_BASED' && (
        <Switch isSelected={flagAt(leave)} onChange={setLeave}>
          Leave when they no longer meet the filters
        </Switch>
      )}
      {type === 'LIST_BASED' && flagAt(value) && (
        <CriteriaList
          label="They come back when"
          path={['enrollmentCriteria', 'reEnrollmentTriggersFilterBranches']}
          name="what brings them back"
          add="Let them come back when…"
        />
      )}
    </section>
  );
}

function Leaving({ objectTypeId }: { readonly objectTypeId: string; readonly criteria: RawObject }) {
  const lists = useOptions('list');
  const [suppressed, setSuppressed] = useFlowMember(['suppressionListIds'], 'who stays out');
  const [goal] = useFlowMember(['goalFilterBranch'], 'the goal');
  const [filters] = useFlowMember(['suppressionFilterBranch'], 'who stays out');
  if (objectTypeId !== '0-1')
    return (
      <section className={styles['section']}>
        <FlowCriteria
          label="Stay out, and leave, when they meet"
          actionId={null}
          path={['suppressionFilterBranch']}
          value={filters}
        />
      </section>
    );
  return (
    <>
      <section className={styles['section']}>
        <Many
          label="Stay out when they are in"
          description="Members of these lists do not come in, and leave."
          problem={undefined}
          options={lists.options}
          refusal={lists.error}
          values={textsAt(suppressed)}
          onChange={(ids) => setSuppressed(ids.map(Number).filter((id) => Number.isSafeInteger(id)))}
          placeholder="Add a list"
          takesAny={false}
        />
      </section>
      <section className={styles['section']}>
        <FlowCriteria
          label="Goal: they are done when they meet"
          actionId={null}
          path={['goalFilterBranch']}
          value={goal}
        />
      </section>
    </>
  );
}
