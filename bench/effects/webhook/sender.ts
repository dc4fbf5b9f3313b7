import { type Millrace, openMillrace } from '../../place/millrace.ts';
import type { WebhookOptions } from './messages.ts';

/** A Millrace that sends to this machine, without a pace. */
export async function openSender({
  address,
  connections,
}: Pick<WebhookOptions, 'address' | 'connections'>): Promise<{
  readonly millrace: Millrace;
  close(): Promise<void>;
}> {
  const millrace = await openMillrace(address, undefined, {
    outgoing: {
      delivery: 'send',
      allow: ['loopback'],
      connectionsPerHost: connections,
      requestsPerSecond: undefined,
    },
  });
  return {
    millrace,
    async close() {
      const { worker, outgoing } = millrace.services;
      // What hangs would be waited for.
      await outgoing.close();
      await worker.stop();
      await millrace.close();
    },
  };
}
