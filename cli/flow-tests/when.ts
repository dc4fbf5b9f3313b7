import { iso, spanOf } from '@millrace/core/time';
import { durationOf } from './duration.ts';
import type { When } from './form.ts';
import { respond } from './given.ts';
import { actorOf, eachLink, flowIdOf, makeRecord, type Stage, textsOf } from './stage.ts';

/** What happens in a step: each in the order in which it is written, and in the end all that is due. */
export async function happen(stage: Stage, when: When, order: readonly string[]): Promise<void> {
  for (const act of order as readonly (keyof When)[]) await ACTS[act](stage, when);
  await stage.account.settle();
}

const ACTS: Readonly<Record<keyof When, (stage: Stage, when: When) => Promise<unknown>>> = {
  async create(stage, { create = {} }) {
    for (const [type, records] of Object.entries(create))
      for (const [name, properties] of Object.entries(records))
        await makeRecord(stage, type, name, properties);
  },

  async set(stage, { set = {} }) {
    for (const [name, properties] of Object.entries(set)) {
      const { type, id } = actorOf(stage, name);
      await stage.account.call('PATCH /crm/v3/objects/{objectType}/{objectId}', {
        path: { objectType: type, objectId: id },
        body: { properties: textsOf(properties) },
      });
    }
  },

  associate: (stage, { associate = {} }) =>
    eachLink(stage, associate, (path) =>
      stage.account.call(
        'PUT /crm/v4/objects/{objectType}/{objectId}/associations/default/{toObjectType}/{toObjectId}',
        { path },
      ),
    ),

  dissociate: (stage, { dissociate = {} }) =>
    eachLink(stage, dissociate, (path) =>
      stage.account.call(
        'DELETE /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}',
        { path },
      ),
    ),

  async delete(stage, { delete: names = [] }) {
    for (const name of names) {
      const { type, id } = actorOf(stage, name);
      await stage.account.call('DELETE /crm/v3/objects/{objectType}/{objectId}', {
        path: { objectType: type, objectId: id },
      });
    }
  },

  async submit({ account, forms }, { submit }) {
    const { form, fields } = submit!;
    await account.call('POST /submissions/v3/integration/secure/submit/{portalId}/{formGuid}', {
      path: { portalId: account.id, formGuid: forms.get(form)! },
      body: {
        fields: Object.entries(textsOf(fields)).map(([name, value]) => ({
          objectTypeId: '0-1',
          name,
          value,
        })),
      },
    });
  },

  async event(stage, { event }) {
    const { name, of, properties = {} } = event!;
    await stage.account.call('POST /events/v3/send', {
      body: {
        eventName: stage.events.get(name) ?? name,
        objectId: actorOf(stage, of).id,
        properties: textsOf(properties),
      },
    });
  },

  async enroll(stage, { enroll }) {
    const objectIds = enroll!.records.map((name) => actorOf(stage, name).id);
    const { results } = await stage.account.call('POST /millrace/v1/flows/{flowId}/enrollments', {
      path: { flowId: flowIdOf(stage, enroll!.in) },
      body: { objectIds },
    });
    const refused = results.findIndex(({ outcome }) => outcome !== 'ENROLLED');
    if (refused >= 0)
      throw new Error(`${enroll!.records[refused]} could not be enrolled: ${results[refused]!.outcome}.`);
  },

  async unenroll(stage, { unenroll }) {
    const objectIds = unenroll!.records.map((name) => actorOf(stage, name).id);
    await stage.account.call('POST /millrace/v1/flows/{flowId}/unenrollments', {
      path: { flowId: flowIdOf(stage, unenroll!.in) },
      body: { objectIds },
    });
  },

  respond: (stage, { respond: responses = [] }) => respond(stage.account, responses),
  settle: ({ account }) => account.settle(),
  wait: ({ account }, { wait }) => account.clock.advance(durationOf(String(wait))!),
  until: ({ account, timeZone }, { until }) => account.clock.to(iso(spanOf(until!, timeZone)!.from)),
};
