import type { Finding, Lint } from './finding.ts';

/** How records get in that nobody enrolls by hand. */
export const somebodyEnrolls: Lint = ({ flow }) => {
  const criteria = flow.enrollmentCriteria;
  if (criteria?.type === 'DATASET') return [finding('warning', 'DATASET_NOT_SUPPORTED', DATASET)];
  return flow.isEnabled && !criteria ? [finding('info', 'NO_ENROLLMENT_CRITERIA', NONE)] : [];
};

const PATH = 'enrollmentCriteria';

const DATASET = {
  message: `${PATH} are of the type "DATASET": there are no data sets here, so nobody is enrolled by them.`,
  fix: 'Enroll by events, by filters, or by hand.',
};
const NONE = {
  message: `${PATH} are not there: the flow is on, but records get in by hand or from another flow only.`,
  fix: 'Say who enrolls; or write {"type": "MANUAL"} if that is what is meant.',
};

function finding(
  severity: Finding['severity'],
  code: string,
  text: Pick<Finding, 'message' | 'fix'>,
): Finding {
  return { severity, code, path: PATH, ...text };
}
