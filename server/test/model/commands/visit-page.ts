import fc from 'fast-check';
import { nth, PAGE_VISITED, PAGES } from '../bodies/names.ts';
import { aContact } from '../pair.ts';
import { noteEvent } from '../reference/records.ts';
import { command } from './command.ts';

export const visitPage = command({
  given: fc.record({ contact: nth, hs_url: fc.constantFrom(...PAGES) }),
  async run({ contact: index, hs_url }, pair) {
    const contact = aContact(pair, index);
    if (!contact) return null;
    await pair.server.must('POST', '/events/v3/send', {
      eventName: 'e_visited_page',
      objectId: contact.id,
      properties: { hs_url },
    });
    noteEvent(pair.state, contact.id, PAGE_VISITED, { hs_url });
    return `contact ${contact.id} visits ${hs_url}`;
  },
});
