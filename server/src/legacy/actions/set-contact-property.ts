import { z } from 'zod';
import { legacyAction, setting, settingOf } from './legacy-action.ts';

export const newValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** `SET_CONTACT_PROPERTY`: sets `propertyName` to `newValue`; the empty text clears it. */
export const setContactProperty = legacyAction({
  type: 'SET_CONTACT_PROPERTY',
  schema: z.object({ propertyName: z.string().min(1), newValue }),
  toFlow: (sent) => setting(sent.propertyName, { type: 'STATIC_VALUE', staticValue: sent.newValue }),
  fromFlow(action) {
    const set = settingOf(action);
    if (set?.value.type !== 'STATIC_VALUE') return undefined;
    return { propertyName: set.propertyName, newValue: set.value.staticValue };
  },
});
