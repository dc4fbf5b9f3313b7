import { handOffAction, keeps } from '../hand-off.ts';
import { sayUnenrollFromSequence } from './unenroll-from-sequence.say.ts';

export const unenrollFromSequence = handOffAction({
  id: '0-4702372',
  say: sayUnenrollFromSequence,
  icon: 'log-out',
  name: 'Unenroll from sequence',
  what: 'take the contact out of its sequence of sales mails',
  example: keeps('It is kept for whoever runs sequences.', {}, {}),
});
