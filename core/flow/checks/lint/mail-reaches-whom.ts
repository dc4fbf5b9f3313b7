import { CONTACT } from '../../../crm/index.ts';
import type { Finding, Lint } from './finding.ts';

const SEND_EMAIL = '0-4';

/** Mail of a flow over other object types goes to the associated contacts: many, or none. */
export const mailReachesWhom: Lint = ({ flow }) =>
  flow.objectTypeId === CONTACT
    ? []
    : flow.actions.flatMap((action, index): Finding[] => {
        if (action.type !== 'SINGLE_CONNECTION' || action.actionTypeId !== SEND_EMAIL) return [];
        const path = `actions[${index}].actionTypeId`;
        const message = `${path} "${SEND_EMAIL}" mails every contact that is associated with the enrolled record (${flow.objectTypeId}); with none, the step fails.`;
        const fix = 'Enroll contacts if one recipient is meant.';
        return [{ severity: 'info', code: 'MAILS_ASSOCIATED_CONTACTS', path, message, fix }];
      });
