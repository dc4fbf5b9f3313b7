import { z } from 'zod';
import { requireFlowRecords } from '../flows/index.ts';
import { closedMails } from '../mail/index.ts';
import { type App, type Caller, idOf } from '../platform/index.ts';
import { simulationAnswer } from './answers.ts';
import { presentSimulation } from './present.ts';
import { simulateSaved, simulateUnsaved } from './request.ts';
import { type Simulation, type SimulationService, simulate } from './simulate.ts';
import type { SimulatedEffect, SimulatedPassage } from './told.ts';

const config = { scopes: ['automation'] };

/** `/millrace/v1/flows/{flowId}/simulate`, and the same for a flow that is not saved. */
export function simulationRoutes(app: App, service: SimulationService): void {
  const { sql } = service.store;
  const response = { 200: simulationAnswer };

  const unsaved = {
    summary: 'Simulate a record in a flow that is not saved; nothing is written or sent',
    body: simulateUnsaved,
    response,
  };
  app.post('/millrace/v1/flows/simulate', { config, schema: unsaved }, async ({ caller, body }) => {
    const { flow, ...asked } = body;
    return presented(caller, await simulate(service, caller, { unsaved: flow }, asked));
  });

  const saved = {
    summary: 'Simulate a record in a flow, on or off; nothing is written or sent',
    params: z.object({ flowId: idOf('an id') }),
    body: simulateSaved,
    response,
  };
  app.post('/millrace/v1/flows/:flowId/simulate', { config, schema: saved }, async (request) => {
    const { caller, body } = request;
    const { flowId } = request.params;
    await requireFlowRecords(sql, caller, flowId, 'read');
    const { revisionId, ...asked } = body;
    return presented(caller, await simulate(service, caller, { flowId, revisionId }, asked));
  });

  async function presented(caller: Caller, simulation: Simulation) {
    const effects = passagesOf(simulation).flatMap(({ steps, effects }) => [
      ...steps.flatMap((step) => step.effects),
      ...effects,
    ]);
    const mails = effects.flatMap((effect) => mailOf(effect));
    const closed = new Set([...(await closedMails(sql, caller, mails)).keys()].map(({ effect }) => effect));
    return presentSimulation(simulation, (effect) => closed.has(effect));
  }
}

/** All passages that are told. */
function passagesOf({ passage, otherFlows }: Simulation): readonly SimulatedPassage[] {
  const followed = otherFlows.flatMap((each) => (typeof each.passage === 'string' ? [] : each.passage));
  return passage ? [passage, ...followed] : [];
}

/** The mail of an effect, composed just now. */
function mailOf(effect: SimulatedEffect) {
  if (effect.sends?.kind !== 'EMAIL') return [];
  return [{ effect, emailId: effect.sends.mail.emailId, at: Number.POSITIVE_INFINITY }];
}
