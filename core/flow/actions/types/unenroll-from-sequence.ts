import { handOffAction, keeps } from '../hand-off.ts';

export const unenrollFromSequence = handOffAction({
  id: '0-4702372',
  icon: 'log-out',
  name: 'Unenroll from sequence',
  what: 'take the contact out of its sequence of sales mails',
  example: keeps('It is kept for whoever runs sequences.', {}, {}),
});
