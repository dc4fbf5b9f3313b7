import { membersOf, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayEmail } from '../parts/say-email.ts';

export const saySendEmail: SayAction = ({ fields }, { names, bearer }) => [
  text('Send email '),
  sayEmail(membersOf(fields)['content_id'], names),
  ...(bearer === '0-1' ? [] : [text(' to the associated contacts')]),
];
