/**
 * Millrace: an enrollment an item, through a flow of four actions that each set a property of the enrolled contact, with
 * the change, the step and the contact's new image written in the batch's transaction (exactly once). Enrolled over the API.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { seedContacts } from '../engine/seed.ts';
import { openMillrace } from '../place/millrace.ts';
import { answerAs } from './answer.ts';

const ENROLLED_PER_REQUEST = 10_000;
const LOOK_MS = 100;

const PROPERTIES = ['jobtitle', 'city', 'zip', 'phone'];

const FLOW = {
  name: 'Four steps',
  type: 'CONTACT_FLOW',
  flowType: 'WORKFLOW',
  isEnabled: true,
  objectTypeId: '0-1',
  startActionId: '1',
  actions: PROPERTIES.map((name, index) => ({
    type: 'SINGLE_CONNECTION',
    actionId: String(index + 1),
    actionTypeVersion: 0,
    actionTypeId: '0-5',
    fields: { property_name: name, value: { type: 'STATIC_VALUE', staticValue: 'done' } },
    ...(index + 1 < PROPERTIES.length
      ? { connection: { edgeType: 'STANDARD', nextActionId: String(index + 2) } }
      : {}),
  })),
  enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
};

answerAs(async (address, items) => {
  const millrace = await openMillrace(address);
  const { worker, sql } = millrace.services;
  const ids = await seedContacts(millrace, items);
  const flow = await millrace.call('POST', '/automation/v4/flows', FLOW);
  await sql.unsafe('vacuum analyze');
  return {
    async run() {
      worker.start();
      for (let from = 0; from < ids.length; from += ENROLLED_PER_REQUEST) {
        const objectIds = ids.slice(from, from + ENROLLED_PER_REQUEST);
        await millrace.call('POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds });
      }
      for (;;) {
        const [row] = await sql`select count(*)::int as rows from enrollments where ended <> 0`;
        if (row!['rows'] === items) return;
        await sleep(LOOK_MS);
      }
    },
    async close() {
      await worker.stop();
      await millrace.close();
    },
  };
});
