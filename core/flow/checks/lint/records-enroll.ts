import { isEmpty } from '../../../criteria/index.ts';
import type { EnrollmentCriteria } from '../../definition/index.ts';
import type { Finding, Lint } from './finding.ts';

/** The ways into the flow, apart from enrolling by hand, work here. */
export const recordsEnroll: Lint = ({ flow }) => {
  const criteria = flow.enrollmentCriteria;
  const schedule = flow.enrollmentSchedule;
  return [
    ...(criteria?.type === 'DATASET' ? [finding('warning', 'DATASET_NOT_SUPPORTED', PATH, DATASET)] : []),
    ...(criteria && !schedule && asksNothing(criteria)
      ? [finding('warning', 'NOBODY_IS_ENROLLED', PATH, NOTHING)]
      : []),
    ...(flow.isEnabled && !criteria && !schedule
      ? [finding('info', 'NO_ENROLLMENT_CRITERIA', PATH, NONE)]
      : []),
  ];
};

const PATH = 'enrollmentCriteria';

function asksNothing(criteria: EnrollmentCriteria): boolean {
  if (criteria.type === 'LIST_BASED') return isEmpty(criteria.listFilterBranch);
  if (criteria.type !== 'EVENT_BASED') return false;
  const { eventFilterBranches: events, listMembershipFilterBranches: joins } = criteria;
  return events.length === 0 && joins.every(isEmpty);
}

type Text = Pick<Finding, 'message' | 'fix'>;

const DATASET: Text = {
  message: `${PATH} are of the type "DATASET": there are no data sets here, so they enroll no record.`,
  fix: 'Enroll by events, by filters, or by hand.',
};
const NOTHING: Text = {
  message: `${PATH} ask for nothing: they have no filters and no events, so they enroll no record.`,
  fix: 'Say who enrolls; or write {"type": "MANUAL"} if records are enrolled by hand.',
};
const NONE: Text = {
  message: `${PATH} are not there: the flow is on, but records get in by hand or from another flow only.`,
  fix: 'Say who enrolls; or write {"type": "MANUAL"} if that is what is meant.',
};

function finding(severity: Finding['severity'], code: string, path: string, text: Text): Finding {
  return { severity, code, path, ...text };
}
