import {
  action,
  allOf,
  delayDays,
  fixed,
  flow,
  inARow,
  isAnyOf,
  sendEmail,
  to,
  whenMet,
} from '../../web/src/flows-page/templates/bodies.ts';
import { type Api, type Asker, apiOf, type Json, type Seeded } from './seed.ts';

/** Ben, who was a customer while the flow for customers was off; and his passage through another, with a branch, waits and a webhook. */
export interface WhyStory {
  readonly api: Api;
  readonly ben: string;
  readonly renewal: string;
  /** A passage that is over, and two that wait. */
  readonly passage: string;
  readonly waiting: string;
  readonly watched: string;
  /** A flow of three hundred actions, that somebody went through. */
  readonly long: string;
  /** An instant at which Ben was a customer. */
  readonly customerAt: string;
}

const HOOK = 'https://ledger.example/customers';

export async function tellWhy(asker: Asker, seeded: Seeded): Promise<WhyStory> {
  const api = apiOf(asker);
  const make = async (body: unknown) =>
    (await api('POST', '/automation/v4/flows', body as Json)).id as string;
  const pass = (by: string) => api('POST', '/millrace/v1/clock/advance', { by });
  const { id: ben } = await api('POST', '/crm/v3/objects/contacts', {
    properties: {
      firstname: 'Ben',
      lastname: 'Ode',
      email: 'ben@engines.example',
      lifecyclestage: 'lead',
      city: 'London',
    },
  });
  const renewal = await make(
    flow('0-1', 'Renewal', inARow(delayDays(3), sendEmail(seeded.email)), {
      enrollmentCriteria: whenMet([isAnyOf('lifecyclestage', 'customer')]),
    }),
  );
  await pass('P1D');
  const change = (properties: Json) => api('PATCH', `/crm/v3/objects/contacts/${ben}`, { properties });
  await change({ lifecyclestage: 'customer' });
  await pass('P1D');
  const { now: customerAt } = await api('GET', '/millrace/v1/clock');
  await pass('P1D');
  await change({ lifecyclestage: 'lead' });
  await api('POST', `/millrace/v1/flows/${renewal}/turn-on`);
  await api('POST', '/millrace/v1/outbox/rules', {
    url: HOOK,
    status: 503,
    body: { error: 'closed for lunch' },
  });
  const journey = await make(journeyBody(seeded));
  const enroll = (name: string) =>
    api('POST', `/millrace/v1/flows/${journey}/enrollments`, { objectIds: [name] });
  await enroll(ben);
  await api('POST', '/millrace/v1/clock/settle');
  await pass('P1D');
  await change({ jobtitle: 'Clockmaker' });
  await pass('P9D');
  const { results } = await api('GET', `/millrace/v1/flows/${journey}/enrollments`);
  await enroll(seeded.contacts['Grace']!);
  await api('POST', '/millrace/v1/clock/settle');
  await enroll(seeded.contacts['Edsger']!);
  await api('POST', '/millrace/v1/clock/settle');
  await enroll(seeded.contacts['Alan']!);
  const long = await make(longBody());
  await api('POST', `/millrace/v1/flows/${long}/enrollments`, { objectIds: [seeded.contacts['Grace']!] });
  await api('POST', '/millrace/v1/clock/settle');
  const { results: inside } = await api('GET', `/millrace/v1/flows/${journey}/enrollments?status=ACTIVE`);
  const [watched, waiting] = inside.map(({ id }: { readonly id: string }) => id);
  return { api, ben, renewal, passage: results[0].id, waiting, watched, long, customerAt };
}

const LONG = 300;

function longBody(): unknown {
  const set = (_: unknown, at: number) =>
    action('0-5', { property_name: 'jobtitle', value: fixed(`Rank ${at}`) });
  return {
    ...(flow('0-1', 'Long way', inARow(...Array.from({ length: LONG }, set)), {
      enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
    }) as unknown as Json),
    isEnabled: true,
  };
}

function journeyBody(seeded: Seeded): unknown {
  const branch = {
    type: 'LIST_BRANCH',
    actionId: '2',
    defaultBranchName: 'Others',
    defaultBranch: to(6),
    listBranches: [
      {
        branchName: 'Customers',
        filterBranch: allOf(isAnyOf('lifecyclestage', 'customer')),
        connection: to(3),
      },
      { branchName: 'Londoners', filterBranch: allOf(isAnyOf('city', 'London')), connection: to(4) },
    ],
  };
  const at = (id: string, body: unknown, next?: number) => ({
    ...(body as Json),
    actionId: id,
    ...(next === undefined ? {} : { connection: to(next) }),
  });
  return {
    ...(flow('0-1', 'Engine journey', [], {
      enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
    }) as unknown as Json),
    isEnabled: true,
    startActionId: '1',
    actions: [
      at('1', action('0-5', { property_name: 'jobtitle', value: fixed('Analyst') }), 2),
      branch,
      at('3', sendEmail(seeded.email)),
      at('4', delayDays(3), 5),
      at('5', { type: 'WEBHOOK', method: 'POST', webhookUrl: HOOK, queryParams: [] }, 7),
      at('6', delayDays(30)),
      at('7', sendEmail(seeded.email)),
    ],
  };
}
