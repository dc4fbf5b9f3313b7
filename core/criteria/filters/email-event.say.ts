import { entryFor, missing, text, textOf, thing, thingSaid } from '../../sentence/index.ts';
import { sayRefinements } from '../refine-by.say.ts';
import type { SayFilter } from '../wording.ts';

/** What happened, and what did not. */
const WORDS: Readonly<Record<string, readonly [did: string, end?: string]>> = {
  SENT: ['been sent'],
  RECEIVED: ['received'],
  OPENED: ['opened'],
  LINK_CLICKED: ['clicked a link in'],
  REPLIED: ['replied to'],
  BOUNCED: ['had a bounce from'],
  UNSUBSCRIBED: ['changed subscriptions from'],
  MARKED_SPAM: ['marked', ' as spam'],
  SENT_BUT_NOT_RECEIVED: ['been sent', ', but not received it'],
  SENT_BUT_LINK_NOT_CLICKED: ['been sent', ', but not clicked a link in it'],
  RECEIVED_BUT_NOT_OPENED: ['received', ', but not opened it'],
  OPENED_BUT_LINK_NOT_CLICKED: ['opened', ', but not clicked a link in it'],
  OPENED_BUT_NOT_REPLIED: ['opened', ', but not replied to it'],
};

export const sayEmailEvent: SayFilter = (filter, wording) => {
  const [did, end] = entryFor(WORDS, filter['operator']) ?? ['received'];
  const id = textOf(filter['emailId']);
  const link = textOf(filter['clickUrl']);
  return [
    text(`${wording.subject} has ${did} `),
    ...(id ? thingSaid('email', id, wording.names) : [missing('no email chosen')]),
    ...(end ? [text(end)] : []),
    ...(link ? [text(' (the link '), thing('value', link), text(')')] : []),
    ...sayRefinements(filter, wording),
  ];
};
