import fc from 'fast-check';
import { nth } from '../bodies/names.ts';
import { aContact } from '../pair.ts';
import { mergeContacts as merge } from '../reference/merging.ts';
import { command } from './command.ts';

export const mergeContacts = command({
  given: fc.record({ first: nth, second: nth }),
  async run(given, pair) {
    const [first, second] = [aContact(pair, given.first), aContact(pair, given.second)];
    if (!first || !second || first === second) return null;
    const { id } = await pair.server.must('POST', '/crm/v3/objects/contacts/merge', {
      primaryObjectId: first.id,
      objectIdToMerge: second.id,
    });
    merge(pair.state, first.id, second.id, id);
    return `contacts ${first.id} and ${second.id} are merged: they are ${id} now`;
  },
});
