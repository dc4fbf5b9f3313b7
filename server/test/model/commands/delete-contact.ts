import { nth } from '../bodies/names.ts';
import { aContact, contactPath } from '../pair.ts';
import { archive } from '../reference/records.ts';
import { command } from './command.ts';

export const deleteContact = command({
  given: nth,
  async run(index, pair) {
    const contact = aContact(pair, index);
    if (!contact) return null;
    await pair.server.must('DELETE', contactPath(contact));
    archive(pair.state, contact.id);
    return `contact ${contact.id} is deleted`;
  },
});
