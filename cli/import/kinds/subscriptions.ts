import { bring } from '../bring.ts';
import type { Importing } from '../importing.ts';
import { SUBSCRIPTION } from '../own-kinds.ts';

/** What contacts can be subscribed to, with the same ids where those are free: emails belong to them. */
export async function bringSubscriptions(importing: Importing): Promise<void> {
  const { source, target } = importing;
  const call = 'GET /communication-preferences/v4/definitions';
  const there = (await target.call(call)).results;
  for (const { id, name, description, purpose, communicationMethod, isActive } of (await source.call(call))
    .results)
    await bring(importing, {
      choice: 'subscriptions',
      what: 'subscription types',
      coming: { kind: SUBSCRIPTION, id, name },
      there,
      make: async () => {
        const body = {
          ...(there.some((each) => each.id === id) ? {} : { id }),
          name,
          description: description ?? '',
          ...(purpose ? { purpose } : {}),
          ...(communicationMethod ? { communicationMethod } : {}),
          isActive,
        };
        return (await target.call('POST /millrace/v1/subscription-types', { body })).id;
      },
    });
}
