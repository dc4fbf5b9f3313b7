import { membersOf, missing, text, textOf, tokensIn } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayPeople } from '../parts/say-people.ts';

/** `Notify Ada and the team Sales: “A new lead”`. */
export const saySendNotification: SayAction = ({ fields }, wording) => {
  const given = membersOf(fields);
  const subject = textOf(given['subject']) ?? '';
  return [
    text('Notify '),
    ...sayPeople(given, wording),
    text(': '),
    ...(subject.trim() === '' ? [missing('no subject')] : tokensIn(subject, wording)),
  ];
};
