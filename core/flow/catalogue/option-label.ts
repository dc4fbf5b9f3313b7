/** Where the words of an option are not its label. */
const LABELS: Readonly<Record<string, string>> = {
  true: 'Yes',
  false: 'No',
  TODO: 'To-do',
  OPT_IN: 'Subscribe',
  OPT_OUT: 'Unsubscribe',
  ADD: 'Add to the list',
  REMOVE: 'Remove from the list',
  APP: 'In the app',
  MARKETABLE: 'Marketing contact',
  NON_MARKETABLE: 'Non-marketing contact',
  SPECIFIC_USER: 'A specific user',
  CONTACT_OWNER: "The contact's owner",
  fromAndToObjects: 'Equal property values',
  NON_GDPR: 'None needed: GDPR does not apply',
  CONSENT_WITH_NOTICE: 'Freely given consent',
  LEGITIMATE_INTEREST_CLIENT: 'Legitimate interest: existing customer',
  LEGITIMATE_INTEREST_OTHER: 'Legitimate interest: other',
  LEGITIMATE_INTEREST_PQL: 'Legitimate interest: prospect or lead',
  PERFORMANCE_OF_CONTRACT: 'Performance of a contract',
  PROCESS_AND_STORE: 'Consent to process and store',
};

/** The label of an option of a choice; plain upper-case words are written as people write them: `HALF_DAYS`, "Half days". */
export function optionLabel(value: string): string {
  if (Object.hasOwn(LABELS, value)) return LABELS[value]!;
  if (!/^[A-Z][A-Z_]*$/.test(value) || /^(GET|PUT|POST|PATCH|HEAD|DELETE|TRACE|CONNECT|OPTIONS)$/.test(value))
    return value;
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}
