/** One side of the comparison in a process of its own: so many flows, of which a few read what is changed. */
import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { contactFlow, meeting, waitMinutes } from '../bodies/contact-flow.ts';
import { allOf, anyOf, choiceIs, textIs } from '../bodies/filters.ts';
import { answerParent } from '../place/child.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import { settleDatabase } from '../place/settle-database.ts';
import { makeContacts } from './contacts.ts';

export type ChangeOrder =
  | {
      readonly kind: 'open';
      readonly address: DatabaseAddress;
      readonly flows: number;
      readonly readers: number;
    }
  /** `read`: the property is one that the readers read; `unread`: one that nobody reads. */
  | { readonly kind: 'window'; readonly changes: number; readonly property: 'read' | 'unread' }
  | { readonly kind: 'save' };

export interface ChangeWindow {
  /** From the PATCH to its answer, which comes after the commit: each. */
  readonly patchMs: readonly number[];
  /** What the lane took for all of them. */
  readonly laneMs: number;
  /** CPU time of this process for requests and lane together. */
  readonly cpuMs: number;
}

/** How long the first change after the save of a flow takes. */
export interface AfterSave {
  readonly saveMs: number;
  readonly patchMs: number;
}

const CONTACTS = 200;
const CONTACT_URL = '/crm/v3/objects/contacts';
const FLOWS_URL = '/automation/v4/flows';

let millrace: Millrace;
let ids: readonly string[] = [];
let count = 0;

answerParent(
  async (order: ChangeOrder): Promise<unknown> => {
    switch (order.kind) {
      case 'open':
        return open(order.address, order.flows, order.readers);
      case 'window':
        return changeMany(order.changes, order.property === 'read' ? 'city' : 'zip');
      case 'save':
        return changeAfterSave();
    }
  },
  async () => millrace?.close(),
);

/** Readers ask for a city, in which nobody ever is; the others for a stage and a company's name. */
async function open(address: DatabaseAddress, flows: number, readers: number): Promise<void> {
  millrace = await openMillrace(address);
  await makeContacts(millrace, CONTACTS);
  const rows = await millrace.services.sql`select id from records where object_type_id = '0-1' order by id`;
  ids = rows.map((row) => row['id'] as string);
  for (let made = 0; made < flows; made++) {
    const asked = made < readers ? textIs('city', `Atlantis ${made}`) : textIs('company', `Nobody ${made}`);
    const group = allOf(asked, choiceIs('lifecyclestage', 'lead'));
    const flow = contactFlow(`Flow ${made}`, [waitMinutes(1_440)], meeting(anyOf(group)));
    await millrace.call('POST', FLOWS_URL, flow);
  }
  await drain();
  await settleDatabase(millrace.services.sql);
}

async function changeMany(changes: number, property: string): Promise<ChangeWindow> {
  const patchMs: number[] = [];
  const cpu = process.cpuUsage();
  for (let change = 0; change < changes; change++) patchMs.push(await patch(property));
  const began = performance.now();
  await drain();
  const laneMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { patchMs, laneMs, cpuMs: (user + system) / 1_000 };
}

async function changeAfterSave(): Promise<AfterSave> {
  const { results } = await millrace.call('GET', `${FLOWS_URL}?limit=1`);
  const {
    createdAt: _,
    updatedAt: __,
    ...flow
  } = await millrace.call('GET', `${FLOWS_URL}/${results[0].id}`);
  const began = performance.now();
  await millrace.call('PUT', `${FLOWS_URL}/${results[0].id}`, flow);
  const saveMs = performance.now() - began;
  const patchMs = await patch('city');
  await drain();
  return { saveMs, patchMs };
}

async function patch(property: string): Promise<number> {
  const properties = { [property]: `Elsewhere ${count++}` };
  const began = performance.now();
  await millrace.call('PATCH', `${CONTACT_URL}/${ids[count % ids.length]}`, { properties });
  return performance.now() - began;
}

async function drain(): Promise<void> {
  const { worker } = millrace.services;
  while (
    (await worker.run('sweeps', millrace.accountId)) + (await worker.run('changes', millrace.accountId)) >
    0
  );
}
