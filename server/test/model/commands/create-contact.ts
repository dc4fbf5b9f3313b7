import fc from 'fast-check';
import { PROPERTIES, word } from '../bodies/names.ts';
import { createContact as create } from '../reference/records.ts';
import { command } from './command.ts';

export const createContact = command({
  given: fc.dictionary(fc.constantFrom(...PROPERTIES), word, { maxKeys: 2 }),
  async run(values, { server, state }) {
    const { id } = await server.must('POST', '/crm/v3/objects/contacts', { properties: values });
    create(state, id, values);
    return `contact ${id} is made, with ${JSON.stringify(values)}`;
  },
});
