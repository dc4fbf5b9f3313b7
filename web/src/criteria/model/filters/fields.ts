/** Fields and words that filters share. */
import type { FormField, Word } from '../form.ts';

const words = (of: Readonly<Record<string, string>>): readonly Word[] =>
  Object.entries(of).map(([id, name]) => ({ id, name }));

export const operator = (of: Readonly<Record<string, string>>): FormField => ({
  kind: 'choice',
  member: 'operator',
  label: 'Which',
  choices: words(of),
});

export const FORM: FormField = {
  kind: 'pick',
  member: 'formId',
  label: 'Form',
  of: 'form',
  isOptional: true,
};
export const FILLED = operator({ FILLED_OUT: 'has filled in', NOT_FILLED_OUT: 'has not filled in' });
export const IN_LIST = operator({ IN_LIST: 'is in', NOT_IN_LIST: 'is not in' });
export const STATES = words({ OPT_IN: 'opted in', OPT_OUT: 'opted out', NOT_OPTED: 'never said' });
export const OTHER: FormField = { kind: 'association', member: 'toObjectTypeId', label: 'Records' };
export const LINES: FormField = { kind: 'eventFilters', member: 'filterLines', label: 'Of which' };
export const SUBSCRIPTIONS: FormField = {
  kind: 'picks',
  member: 'subscriptionIds',
  label: 'Subscriptions',
  of: 'subscription',
};
export const SUBSCRIPTION_TYPE: FormField = {
  kind: 'text',
  member: 'subscriptionType',
  label: 'Type of subscription',
  isOptional: true,
  isRare: true,
};

export const NEW_ASSOCIATION = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 0 };
