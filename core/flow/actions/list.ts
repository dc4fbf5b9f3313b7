import type { ActionType } from './action-type.ts';
import { abTestBranch } from './types/ab-test-branch.ts';
import { addToList } from './types/add-to-list.ts';
import { alterList } from './types/alter-list.ts';
import { applyLabel } from './types/apply-label.ts';
import { copyProperty } from './types/copy-property.ts';
import { createAssociations } from './types/create-associations.ts';
import { createNote } from './types/create-note.ts';
import { createRecord } from './types/create-record.ts';
import { createTask } from './types/create-task.ts';
import { customCode } from './types/custom-code.ts';
import { delay } from './types/delay.ts';
import { delayUntilDate } from './types/delay-until-date.ts';
import { delayUntilEvent } from './types/delay-until-event.ts';
import { delayUntilTime } from './types/delay-until-time.ts';
import { deleteRecord } from './types/delete-record.ts';
import { enrollInFlow } from './types/enroll-in-flow.ts';
import { enrollInSequence } from './types/enroll-in-sequence.ts';
import { formatData } from './types/format-data.ts';
import { formatPhone } from './types/format-phone.ts';
import { listBranch } from './types/list-branch.ts';
import { removeFromList } from './types/remove-from-list.ts';
import { removeLabel } from './types/remove-label.ts';
import { rotateOwner } from './types/rotate-owner.ts';
import { sendEmail } from './types/send-email.ts';
import { sendEmailToAddresses } from './types/send-email-to-addresses.ts';
import { sendInternalEmail } from './types/send-internal-email.ts';
import { sendNotification } from './types/send-notification.ts';
import { sendSms } from './types/send-sms.ts';
import { sendSurvey } from './types/send-survey.ts';
import { sendWhatsapp } from './types/send-whatsapp.ts';
import { sendWhatsappNewer } from './types/send-whatsapp-newer.ts';
import { setMarketingStatus } from './types/set-marketing-status.ts';
import { setProperty } from './types/set-property.ts';
import { setSubscription } from './types/set-subscription.ts';
import { staticBranch } from './types/static-branch.ts';
import { unenrollFromSequence } from './types/unenroll-from-sequence.ts';
import { updateLabel } from './types/update-label.ts';
import { webhook } from './types/webhook.ts';

/** The action types that run here. Any other is skipped at run time with a visible outcome. */
export const ACTION_TYPES: readonly ActionType[] = [
  abTestBranch,
  addToList,
  alterList,
  applyLabel,
  createAssociations,
  copyProperty,
  createNote,
  createRecord,
  createTask,
  customCode,
  delay,
  delayUntilDate,
  delayUntilEvent,
  delayUntilTime,
  deleteRecord,
  enrollInFlow,
  formatData,
  formatPhone,
  listBranch,
  removeFromList,
  removeLabel,
  rotateOwner,
  sendEmail,
  sendEmailToAddresses,
  sendInternalEmail,
  setMarketingStatus,
  sendNotification,
  setProperty,
  setSubscription,
  staticBranch,
  webhook,
  enrollInSequence,
  sendSms,
  sendSurvey,
  sendWhatsapp,
  sendWhatsappNewer,
  unenrollFromSequence,
  updateLabel,
];
