import type { DatabaseAddress } from '../../../server/src/platform/index.ts';
import { seedContacts } from '../../engine/seed.ts';
import { openMillrace } from '../../place/millrace.ts';
import { seedStanding } from '../sides/seed-standing.ts';

/** A database of contacts who all stand at a webhook: one effect each, which nobody has begun. So many for each URL. */
export async function seedWebhooks(
  address: DatabaseAddress,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const millrace = await openMillrace(address);
  try {
    const objectIds = await seedContacts(millrace, Math.max(...Object.values(counts)));
    for (const [webhookUrl, count] of Object.entries(counts)) {
      const action = { type: 'WEBHOOK', method: 'POST', webhookUrl, queryParams: [] };
      await seedStanding(millrace, action, objectIds.slice(0, count));
    }
  } finally {
    await millrace.close();
  }
}
