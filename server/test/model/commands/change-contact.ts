import fc from 'fast-check';
import { nth, PROPERTIES, wordOrNone } from '../bodies/names.ts';
import { aContact, contactPath } from '../pair.ts';
import { writeValues } from '../reference/records.ts';
import { command } from './command.ts';

export const changeContact = command({
  given: fc.record({
    contact: nth,
    values: fc.dictionary(fc.constantFrom(...PROPERTIES), wordOrNone, { minKeys: 1, maxKeys: 2 }),
  }),
  async run({ contact: index, values }, pair) {
    const contact = aContact(pair, index);
    if (!contact) return null;
    await pair.server.must('PATCH', contactPath(contact), { properties: values });
    writeValues(pair.state, contact.id, values);
    return `contact ${contact.id} gets ${JSON.stringify(values)}`;
  },
});
