import { z } from 'zod';
import { anySettingOf, legacyAction, setting } from './legacy-action.ts';
import { newValue } from './set-contact-property.ts';

/** From a contact to its primary company. */
const PRIMARY_COMPANY = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 };

/** `SET_COMPANY_PROPERTY`: sets `propertyName` of the contact's primary company to `newValue`. */
export const setCompanyProperty = legacyAction({
  type: 'SET_COMPANY_PROPERTY',
  schema: z.object({ propertyName: z.string().min(1), newValue }),
  toFlow: (sent) =>
    setting(sent.propertyName, { type: 'STATIC_VALUE', staticValue: sent.newValue }, PRIMARY_COMPANY),
  fromFlow(action) {
    const set = anySettingOf(action);
    if (set?.value.type !== 'STATIC_VALUE' || !('associationTypeId' in set.association)) return undefined;
    if (set.association.associationTypeId !== PRIMARY_COMPANY.associationTypeId) return undefined;
    return { propertyName: set.propertyName, newValue: set.value.staticValue };
  },
});
