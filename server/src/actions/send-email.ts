import type { SingleConnectionAction } from '@millrace/core/flow';
import { z } from 'zod';
import { type ActionType, withFields } from './action-type.ts';
import { awaitEffect } from './await-effect.ts';

const fields = z.object({
  content_id: z.coerce.string().regex(/^\d{1,18}$/, 'must be the id of a marketing email'),
});

/**
 * `0-4` Send a marketing email to the enrolled contact. Fields: `content_id`.
 * The mail is composed when it is sent: its content may change until then. Not sent is a failed step with the reason.
 */
export const sendEmail: ActionType<SingleConnectionAction> = {
  id: '0-4',
  name: 'Send email',
  runsWhileOff: false,
  compile: (action) =>
    withFields(fields, action.fields, ({ content_id }) => (context) => {
      const request = {
        emailId: content_id,
        objectTypeId: context.record.objectTypeId,
        recordId: context.record.id,
      };
      return awaitEffect(context, { type: 'email', request }, action.connection);
    }),
};
