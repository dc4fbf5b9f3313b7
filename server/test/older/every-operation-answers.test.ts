/** Every operation, once, on things that there are: whatever statements it runs, an older PostgreSQL knows them. */
import { expect, test } from 'vitest';
import { givenEverything } from '../http/every-operation/given-everything.ts';
import { describedOperations, type Operation } from '../support/described-operations.ts';
import { shortest } from '../support/schema-places.ts';
import { tellStory } from '../support/story.ts';

/** What is asked first reads, what comes last takes away. */
const ORDER = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** Operations that are done as they are sent here, of some 350. */
const DONE_MIN = 200;

test('no operation fails', async () => {
  const story = await tellStory({ trustedProxies: ['loopback'] });
  try {
    const { operations, named } = await describedOperations(story.millrace);
    const ids = await givenEverything(story);
    const answered: Record<string, number> = {};
    for (const [number, operation] of inOrder(operations).entries()) {
      const { method, parameters, body, isForm } = operation;
      const required = parameters
        .filter((each) => each.in === 'query' && each.required)
        .map(({ name, schema }) => `${name}=${encodeURIComponent(String(shortest(schema, named)))}`);
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(ids[name] ?? `no-${name}`),
      );
      const least = body && !isForm ? JSON.stringify(shortest(body, named)) : undefined;
      const from = { 'x-forwarded-for': `10.0.${number >> 8}.${number & 255}` };
      const { status } = await story.millrace.call(method, `${path}?${required.join('&')}`, least, from);
      answered[operation.name] = status;
    }
    expect(Object.entries(answered).filter(([, status]) => status >= 500)).toEqual([]);
    // The others are refused for what they were sent, most after a look at the database.
    expect(Object.values(answered).filter((status) => status < 300).length).toBeGreaterThan(DONE_MIN);
  } finally {
    await story.stop();
  }
});

function inOrder(operations: readonly Operation[]): Operation[] {
  return operations.toSorted((one, other) => ORDER.indexOf(one.method) - ORDER.indexOf(other.method));
}
