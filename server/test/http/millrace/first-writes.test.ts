import { expect, test } from 'vitest';
import { startMillrace } from '../../support/millrace.ts';

test('more first writes at once than there are connections all end', async () => {
  const millrace = await startMillrace();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      millrace.post('/crm/v3/objects/contacts', { properties: { email: `first-${index}@example.test` } }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  await millrace.stop();
});
