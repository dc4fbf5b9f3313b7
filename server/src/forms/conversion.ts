import { CONTACT, type CrmSchema, type PropertyValues } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import { type EpochMillis, iso } from '@millrace/core/time';
import { storableText } from '../platform/index.ts';
import type { Answer } from './answer.ts';
import type { Form } from './form.ts';
import type { Submission } from './submission.ts';

/** The properties of the event: the form, the page, and what was filled in. */
export function eventProperties(form: Form, submission: Submission): Record<string, string> {
  // A contact's own answer stands where another object type has a property of the same name.
  const ownLast = submission.answers.toSorted((a, b) => Number(isOwn(a)) - Number(isOwn(b)));
  const answers = ownLast
    .filter(({ values }) => values.length > 0)
    .map(({ name, values }) => [storableText(name), storableText(values.join(';'))] as const);
  return {
    ...Object.fromEntries(answers),
    hs_form_id: form.id,
    hs_form_name: form.definition.name,
    hs_form_type: form.definition.formType.toUpperCase(),
    ...(submission.pageUri === undefined ? {} : { hs_page_url: storableText(submission.pageUri) }),
    ...(submission.pageName === undefined ? {} : { hs_page_title: storableText(submission.pageName) }),
  };
}

function isOwn({ objectTypeId }: Answer): boolean {
  return objectTypeId === CONTACT;
}

/**
 * Values that a submission gives the contact besides the answers: first and latest conversion, how many there were, and the
 * lifecycle stage that the form gives to a contact without one.
 */
export function conversionValues(
  form: Form,
  submission: Submission,
  contact: RecordImage | null,
  at: EpochMillis,
  schema: CrmSchema,
): PropertyValues {
  const { name, configuration } = form.definition;
  const event = submission.pageName === undefined ? name : `${storableText(submission.pageName)}: ${name}`;
  const known = contact?.properties ?? {};
  const stage = configuration.lifecycleStages.find(({ objectTypeId }) => objectTypeId === CONTACT)?.value;
  const values = {
    recent_conversion_date: iso(at),
    recent_conversion_event_name: event,
    first_conversion_date: known['first_conversion_date'] ?? iso(at),
    first_conversion_event_name: known['first_conversion_event_name'] ?? event,
    num_conversion_events: String(Number(known['num_conversion_events'] ?? 0) + 1),
    ...(stage === undefined ? {} : { lifecyclestage: known['lifecyclestage'] ?? stage }),
  };
  const properties = schema.properties(CONTACT);
  return Object.fromEntries(Object.entries(values).filter(([property]) => properties.has(property)));
}
