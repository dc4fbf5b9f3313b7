import { abTestBranch } from './ab-test-branch.ts';
import type { ActionType } from './action-type.ts';
import { createRecord } from './create-record.ts';
import { delay } from './delay.ts';
import { delayUntilDate } from './delay-until-date.ts';
import { listBranch } from './list-branch.ts';
import { addToList, removeFromList } from './list-membership.ts';
import { sendEmail } from './send-email.ts';
import { setProperty } from './set-property.ts';
import { staticBranch } from './static-branch.ts';

/** The list of the action types that run here. Any other is skipped at run time with a visible outcome. */
export const ACTION_TYPES: readonly ActionType[] = [
  abTestBranch,
  addToList,
  createRecord,
  delay,
  delayUntilDate,
  listBranch,
  removeFromList,
  sendEmail,
  setProperty,
  staticBranch,
] as readonly ActionType[];
