import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

it('more writers at once than there are connections, the first of their month, all come through', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, number) =>
      millrace.post('/crm/v3/objects/contacts', { properties: { email: `writer${number}@example.com` } }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
}, 10_000);
