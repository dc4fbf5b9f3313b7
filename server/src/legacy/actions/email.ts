import { z } from 'zod';
import { fieldsOf, legacyAction, single } from './legacy-action.ts';

/** `EMAIL`: sends the contact the marketing email `emailContentId`. */
export const email = legacyAction({
  type: 'EMAIL',
  schema: z.object({ emailContentId: z.union([z.int().nonnegative(), z.string().regex(/^\d{1,18}$/)]) }),
  toFlow: (sent) => single('0-4', { content_id: String(sent.emailContentId) }),
  fromFlow(action) {
    const fields = fieldsOf(action, '0-4');
    return fields && { emailContentId: Number(fields['content_id']) };
  },
});
