import { startChild } from '../../place/child.ts';
import type { PartOptions } from '../part.ts';
import { type Run, runSide } from '../sides/run-side.ts';
import type { Listening, WebhookOptions } from './messages.ts';

/** Requests under way at once, on either side. */
export const CONNECTIONS = 20;

/** A receiver in a process of its own, and how many requests it has answered so far. */
export interface Receiver extends Listening {
  answered(): Promise<number>;
}

/** Runs `work` with a receiver, which is ended however that ends, and with these databases, which are dropped. */
export async function withReceiver(
  { server }: PartOptions,
  databases: readonly string[],
  work: (receiver: Receiver) => Promise<void>,
): Promise<void> {
  const child = startChild(new URL('receiver.ts', import.meta.url), 'receiver');
  try {
    const listening = await child.ask<Listening>('listen');
    await work({ ...listening, answered: () => child.ask<number>('answered') });
  } finally {
    await child.stop();
    for (const name of databases) await server.drop(name);
  }
}

/** Throws unless the receiver has answered so many: a request that was lost or sent twice would be no measurement. */
export async function assertAnswered(receiver: Receiver, expected: number): Promise<void> {
  const answered = await receiver.answered();
  if (answered !== expected)
    throw new Error(`The receiver answered ${answered} requests instead of ${expected}.`);
}

/** Runs one side on a copy of a seeded database. */
export async function runOn(
  options: PartOptions,
  seeded: string,
  of: Pick<WebhookOptions, 'side' | 'url'>,
): Promise<Run> {
  const { server, count } = options;
  const name = `${seeded}_run`;
  const address = await server.create(name, seeded);
  try {
    const told: WebhookOptions = { ...of, address, count, connections: CONNECTIONS };
    return await runSide(options, new URL('side.ts', import.meta.url), told, `${of.side} (${seeded})`);
  } finally {
    await server.drop(name);
  }
}
