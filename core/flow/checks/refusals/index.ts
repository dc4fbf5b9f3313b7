/** Every check that refuses a flow, in the order in which their problems are listed. */
import type { FlowCheck } from '../check.ts';
import { actionIdsAreNotReused } from './action-ids-are-not-reused.ts';
import { actionIdsAreUnique } from './action-ids-are-unique.ts';
import { actionsAreReached } from './actions-are-reached.ts';
import { actionsKeepTheirType } from './actions-keep-their-type.ts';
import { branchLimits } from './branch-limits.ts';
import { connectionsLeadSomewhere } from './connections-lead-somewhere.ts';
import { datesExist } from './dates-exist.ts';
import { flowKeepsItsKind } from './flow-keeps-its-kind.ts';
import { patternsCanBeRun } from './patterns-can-be-run.ts';
import { percentagesFit } from './percentages-fit.ts';
import { schedulesStandAlone } from './schedules-stand-alone.ts';
import { startActionExists } from './start-action-exists.ts';

export { MAX_LIST_BRANCHES, MAX_STATIC_BRANCHES } from './branch-limits.ts';

export const refusals: readonly FlowCheck[] = [
  flowKeepsItsKind,
  startActionExists,
  actionIdsAreUnique,
  connectionsLeadSomewhere,
  actionsAreReached,
  actionsKeepTheirType,
  actionIdsAreNotReused,
  branchLimits,
  percentagesFit,
  datesExist,
  schedulesStandAlone,
  patternsCanBeRun,
];
