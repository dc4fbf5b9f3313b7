import type { DatabaseAddress } from '../../../server/src/platform/index.ts';
import { seedContacts, seedEnrollments } from '../../engine/seed.ts';
import { openMillrace } from '../../place/millrace.ts';
import { seedStanding } from '../sides/seed-standing.ts';

/** The same with all contacts due in the flow of the engine's bench, too. Returns the id of that flow. */
export async function seedEngineBeside(
  address: DatabaseAddress,
  url: string,
  count: number,
): Promise<string> {
  await seedWebhooks(address, { [url]: count });
  const millrace = await openMillrace(address);
  try {
    const rows = await millrace.services.sql`select id from records where object_type_id = '0-1' order by id`;
    return await seedEnrollments(
      millrace,
      rows.map((row) => row['id'] as string),
    );
  } finally {
    await millrace.close();
  }
}

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
