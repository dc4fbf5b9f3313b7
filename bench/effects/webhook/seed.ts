import { runDue } from '../../../server/src/execution/index.ts';
import type { DatabaseAddress } from '../../../server/src/platform/index.ts';
import { seedContacts } from '../../engine/seed.ts';
import { openMillrace } from '../../place/millrace.ts';

/** A database of contacts who all stand at a webhook: one effect each, which nobody has begun. So many for each URL. */
export async function seedWebhooks(
  address: DatabaseAddress,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const millrace = await openMillrace(address);
  const { call, services, accountId } = millrace;
  try {
    const objectIds = await seedContacts(millrace, Math.max(...Object.values(counts)));
    for (const [url, count] of Object.entries(counts)) {
      const flow = await call('POST', '/automation/v4/flows', flowTo(url));
      await call('POST', `/millrace/v1/flows/${flow.id}/enrollments`, {
        objectIds: objectIds.slice(0, count),
      });
      const environment = { store: services.store, log: services.log };
      while ((await runDue(environment, accountId)).enrollments > 0);
    }
  } finally {
    await millrace.close();
  }
}

function flowTo(webhookUrl: string) {
  return {
    name: 'Bench',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: true,
    objectTypeId: '0-1',
    startActionId: '1',
    actions: [{ type: 'WEBHOOK', actionId: '1', method: 'POST', webhookUrl, queryParams: [] }],
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
  };
}
