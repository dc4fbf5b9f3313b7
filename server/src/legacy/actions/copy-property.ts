import { z } from 'zod';
import { legacyAction, setting, settingOf } from './legacy-action.ts';

/** `COPY_PROPERTY`: copies `sourceProperty` of the contact into its `targetProperty`. */
export const copyProperty = legacyAction({
  type: 'COPY_PROPERTY',
  schema: z.object({
    sourceProperty: z.string().min(1),
    targetProperty: z.string().min(1),
    targetModel: z.literal('CONTACT').optional(),
  }),
  toFlow: (sent) =>
    setting(sent.targetProperty, { type: 'OBJECT_PROPERTY', propertyName: sent.sourceProperty }),
  fromFlow(action) {
    const set = settingOf(action);
    if (set?.value.type !== 'OBJECT_PROPERTY') return undefined;
    return {
      sourceProperty: set.value.propertyName,
      targetProperty: set.propertyName,
      targetModel: 'CONTACT',
    };
  },
});
