import * as z from 'zod';
import { CONTACT, type SingleConnectionAction } from '../../definition/index.ts';
import { type ActionType, withFields } from '../action-type.ts';
import { awaitEffect } from '../parts/await-effect.ts';
import { mailContactsOf } from '../parts/mail-contacts-of.ts';

const fields = z.object({
  content_id: z.coerce.string().regex(/^\d{1,18}$/, 'must be the id of a marketing email'),
});

/**
 * `0-4` Send a marketing email to the enrolled contact; in a flow over other objects, to every contact that is associated
 * with the record. Fields: `content_id`.
 * The mail is composed when it is sent: its content may change until then. Not sent is a failed step with the reason.
 */
export const sendEmail: ActionType<SingleConnectionAction> = {
  id: '0-4',
  name: 'Send email',
  runsWhileOff: false,
  compile: (action, context) =>
    withFields(fields, action.fields, ({ content_id: emailId }) => {
      if (context.objectTypeId !== CONTACT) return mailContactsOf(emailId, action, context);
      return (run) => {
        const request = { emailId, objectTypeId: CONTACT, recordId: run.record.id };
        return awaitEffect(run, { type: 'email', request }, action.connection);
      };
    }),
};
