/** How every type of action is said, by its id: without what reads and runs it, so that a page can load it at once. */
import type { SayAction } from '../../wording.ts';
import { sayAbTestBranch } from './ab-test-branch.say.ts';
import { sayAddToList } from './add-to-list.say.ts';
import { sayAlterList } from './alter-list.say.ts';
import { sayApplyLabel } from './apply-label.say.ts';
import { sayCopyProperty } from './copy-property.say.ts';
import { sayCreateAssociations } from './create-associations.say.ts';
import { sayCreateNote } from './create-note.say.ts';
import { sayCreateRecord } from './create-record.say.ts';
import { sayCreateTask } from './create-task.say.ts';
import { sayCustomCode } from './custom-code.say.ts';
import { sayDelay } from './delay.say.ts';
import { sayDelayUntilDate } from './delay-until-date.say.ts';
import { sayDelayUntilEvent } from './delay-until-event.say.ts';
import { sayDelayUntilTime } from './delay-until-time.say.ts';
import { sayDeleteRecord } from './delete-record.say.ts';
import { sayEnrollInFlow } from './enroll-in-flow.say.ts';
import { sayEnrollInSequence } from './enroll-in-sequence.say.ts';
import { sayFormatData } from './format-data.say.ts';
import { sayFormatPhone } from './format-phone.say.ts';
import { sayListBranch } from './list-branch.say.ts';
import { sayRemoveFromList } from './remove-from-list.say.ts';
import { sayRemoveLabel } from './remove-label.say.ts';
import { sayRotateOwner } from './rotate-owner.say.ts';
import { saySendEmail } from './send-email.say.ts';
import { saySendEmailToAddresses } from './send-email-to-addresses.say.ts';
import { saySendInternalEmail } from './send-internal-email.say.ts';
import { saySendNotification } from './send-notification.say.ts';
import { saySendSms } from './send-sms.say.ts';
import { saySendSurvey } from './send-survey.say.ts';
import { saySendWhatsapp } from './send-whatsapp.say.ts';
import { saySendWhatsappNewer } from './send-whatsapp-newer.say.ts';
import { saySetMarketingStatus } from './set-marketing-status.say.ts';
import { saySetProperty } from './set-property.say.ts';
import { saySetSubscription } from './set-subscription.say.ts';
import { sayStaticBranch } from './static-branch.say.ts';
import { sayUnenrollFromSequence } from './unenroll-from-sequence.say.ts';
import { sayUpdateLabel } from './update-label.say.ts';
import { sayWebhook } from './webhook.say.ts';

export const ACTION_SAYS: Readonly<Record<string, SayAction>> = {
  AB_TEST_BRANCH: sayAbTestBranch,
  '0-63809083': sayAddToList,
  '0-13': sayAlterList,
  '0-73444249': sayApplyLabel,
  '0-25': sayCopyProperty,
  '0-63189541': sayCreateAssociations,
  '0-169425243': sayCreateNote,
  '0-14': sayCreateRecord,
  '0-3': sayCreateTask,
  CUSTOM_CODE: sayCustomCode,
  '0-35': sayDelayUntilDate,
  '0-29': sayDelayUntilEvent,
  '0-28': sayDelayUntilTime,
  '0-1': sayDelay,
  '0-18224765': sayDeleteRecord,
  '0-15': sayEnrollInFlow,
  '0-46510720': sayEnrollInSequence,
  '0-33': sayFormatData,
  '0-225935194': sayFormatPhone,
  LIST_BRANCH: sayListBranch,
  '0-63863438': sayRemoveFromList,
  '0-61139476': sayRemoveLabel,
  '0-11': sayRotateOwner,
  '0-23': saySendEmailToAddresses,
  '0-4': saySendEmail,
  '0-8': saySendInternalEmail,
  '0-9': saySendNotification,
  '0-40900952': saySendSms,
  '0-199186210': saySendSurvey,
  '0-230189361': saySendWhatsappNewer,
  '0-25085031': saySendWhatsapp,
  '0-31': saySetMarketingStatus,
  '0-5': saySetProperty,
  '0-43347357': saySetSubscription,
  STATIC_BRANCH: sayStaticBranch,
  '0-4702372': sayUnenrollFromSequence,
  '0-61139484': sayUpdateLabel,
  WEBHOOK: sayWebhook,
};
