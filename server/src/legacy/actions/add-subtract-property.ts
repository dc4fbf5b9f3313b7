import { z } from 'zod';
import { legacyAction, setting, settingOf } from './legacy-action.ts';

/** `ADD_SUBTRACT_PROPERTY`: adds `incrementBy`, which may be negative, to the number in `propertyName`. */
export const addSubtractProperty = legacyAction({
  type: 'ADD_SUBTRACT_PROPERTY',
  schema: z.object({ propertyName: z.string().min(1), incrementBy: z.coerce.number() }),
  toFlow: (sent) => setting(sent.propertyName, { type: 'INCREMENT', incrementAmount: sent.incrementBy }),
  fromFlow(action) {
    const set = settingOf(action);
    if (set?.value.type !== 'INCREMENT') return undefined;
    return { propertyName: set.propertyName, incrementBy: set.value.incrementAmount };
  },
});
