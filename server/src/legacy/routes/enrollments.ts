import { CONTACT } from '@millrace/core/crm';
import { recordKey } from '@millrace/core/record';
import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { countPassages } from '../../passages/index.ts';
import { type App, noContent, notFound } from '../../platform/index.ts';
import { readNamed } from '../../records/index.ts';
import { workflowAnswer } from '../answers.ts';
import { enrollContact, unenrollContact } from '../enroll-contact.ts';
import { workflowOf } from '../present-workflow.ts';
import { readWorkflows } from '../read-workflows.ts';
import { config, pathNumber } from './workflow-io.ts';

const params = z.object({ workflowId: z.string(), email: z.string() });
const contactParams = z.object({ vid: z.string() });

/** `/automation/v2/workflows/…/enrollments/contacts/…`: let a contact in or out, and where it is. */
export function enrollmentRoutes(app: App, store: Store): void {
  const url = '/automation/v2/workflows';

  const enroll = { summary: 'Enroll a contact', params, response: noContent };
  app.post(
    `${url}/:workflowId/enrollments/contacts/:email`,
    { config, schema: enroll },
    async (request, reply) => {
      await enrollContact(store, request.caller, wishOf(request.params));
      return reply.code(204).send();
    },
  );

  const unenroll = { summary: 'Unenroll a contact', params, response: noContent };
  app.delete(
    `${url}/:workflowId/enrollments/contacts/:email`,
    { config, schema: unenroll },
    async (request, reply) => {
      await unenrollContact(store, request.caller, wishOf(request.params));
      return reply.code(204).send();
    },
  );

  const list = {
    summary: 'List the workflows of a contact',
    params: contactParams,
    response: { 200: z.array(workflowAnswer) },
  };
  app.get(`${url}/enrollments/contacts/:vid`, { config, schema: list }, async (request) => {
    const { caller } = request;
    const id = pathNumber('vid', request.params.vid);
    const ref = { objectTypeId: CONTACT, id };
    const contact = (await readNamed(store.sql, caller.accountId, [ref])).get(recordKey(ref));
    if (!contact || contact.archivedAt !== null) throw notFound(`There is no contact with the id ${id}.`);
    const inside = await readWorkflows(store.sql, caller, contact.id);
    const flowIds = inside.map(({ flow }) => flow.id);
    const counts = await countPassages(store.sql, caller.accountId, flowIds);
    return inside.map((each) => workflowOf(each, caller.accountId, counts.get(each.flow.id)));
  });
}

function wishOf({ workflowId, email }: z.infer<typeof params>) {
  return { workflowId: pathNumber('workflowId', workflowId), email };
}
