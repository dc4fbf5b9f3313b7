import { z } from 'zod';
import { legacyAction, setting, settingOf } from './legacy-action.ts';

/** `DATE_STAMP_PROPERTY`: sets `propertyName` to the instant at which the action runs. */
export const dateStampProperty = legacyAction({
  type: 'DATE_STAMP_PROPERTY',
  schema: z.object({ propertyName: z.string().min(1), model: z.literal('CONTACT').optional() }),
  toFlow: (sent) => setting(sent.propertyName, { type: 'TIMESTAMP', timestampType: 'EXECUTION_TIME' }),
  fromFlow(action) {
    const set = settingOf(action);
    return set?.value.type === 'TIMESTAMP' ? { propertyName: set.propertyName } : undefined;
  },
});
