import type { FastifyReply } from 'fastify';
import type { Store } from '../../history/index.ts';
import { type App, noContent } from '../../platform/index.ts';
import { occurrenceBatch, occurrenceInput } from '../occurrence-input.ts';
import { type Sent, sendEvents } from '../send-events.ts';
import { eventSender } from '../send-together.ts';

const config = { scopes: ['analytics.behavioral_events.send'] };

/** `/events/v3/send`: something has happened to a record. */
export function sendRoutes(app: App, store: Store): void {
  const sendEvent = eventSender(store);
  const one = {
    summary: 'Send an event of a record',
    body: occurrenceInput,
    response: noContent,
  };
  app.post('/events/v3/send', { config, schema: one }, async (request, reply) =>
    accepted(reply, await sendEvent({ caller: request.caller, input: request.body })),
  );

  const many = { summary: 'Send many events', body: occurrenceBatch, response: noContent };
  app.post('/events/v3/send/batch', { config, schema: many }, async (request, reply) => {
    const { inputs } = request.body;
    return accepted(reply, await sendEvents(store, request.caller, inputs, (index) => `inputs[${index}]`));
  });
}

/** The original accepts an occurrence without a record in silence; a header says how many there were. */
function accepted(reply: FastifyReply, { unmatched }: Sent) {
  return reply.code(204).header('x-millrace-unmatched', String(unmatched)).send();
}
