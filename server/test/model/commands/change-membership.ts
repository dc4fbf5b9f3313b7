import fc from 'fast-check';
import { BY_HAND, nth } from '../bodies/names.ts';
import { aContact } from '../pair.ts';
import { moveInList } from '../reference/records.ts';
import { command } from './command.ts';

/** Of the list that is kept by hand. */
export const changeMembership = command({
  given: fc.record({ contact: nth, kind: fc.constantFrom('joined' as const, 'left' as const) }),
  async run({ contact: index, kind }, pair) {
    const contact = aContact(pair, index);
    const list = pair.names.get(BY_HAND);
    if (!contact || !list) return null;
    const verb = kind === 'joined' ? 'add' : 'remove';
    await pair.server.must('PUT', `/crm/v3/lists/${list}/memberships/${verb}`, [contact.id]);
    moveInList(pair.state, list, contact.id, kind);
    return `contact ${contact.id} has ${kind} the list ${list}`;
  },
});
