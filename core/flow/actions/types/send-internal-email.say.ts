import { membersOf, missing, text, textOf, tokensIn } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayPeople } from '../parts/say-people.ts';

/** `Email Ada and the team Sales: “A new lead”`. */
export const saySendInternalEmail: SayAction = ({ fields }, wording) => {
  const given = membersOf(fields);
  const subject = textOf(given['subject']) ?? '';
  return [
    text('Send an internal email to '),
    ...sayPeople(given, wording),
    text(': '),
    ...(subject.trim() === '' ? [missing('no subject')] : tokensIn(subject, wording)),
  ];
};
