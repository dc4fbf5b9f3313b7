import { expect, it } from 'vitest';
import { withDerived } from './derived-properties.ts';
import type { PropertyValues } from './property-values.ts';
import { CrmSchema } from './schema.ts';

const schema = new CrmSchema({
  objectTypes: [],
  properties: [],
  groups: [],
  associationTypes: [],
  pipelines: [],
});
const at = Date.UTC(2026, 0, 2);
const now = '2026-01-02T00:00:00.000Z';

function derived(type: string, present: Record<string, string>, values: PropertyValues) {
  return withDerived(schema, schema.objectType(type)!, present, values, at);
}

it('the domain of an address', () => {
  expect(derived('contacts', {}, { email: 'ada@example.com' })).toMatchObject({
    hs_email_domain: 'example.com',
  });
  expect(derived('contacts', { email: 'ada@example.com' }, { email: null })).toMatchObject({
    hs_email_domain: null,
  });
});

it('the instant of a lifecycle stage, when it is another', () => {
  const stamped = derived('contacts', { lifecyclestage: 'lead' }, { lifecyclestage: 'customer' });
  expect(stamped).toEqual({ lifecyclestage: 'customer', hs_lifecyclestage_customer_date: now });
  const same = derived('contacts', { lifecyclestage: 'lead' }, { lifecyclestage: 'lead' });
  expect(same).toEqual({ lifecyclestage: 'lead' });
});

it('that a deal is won, and since when', () => {
  const won = derived('deals', { pipeline: 'default' }, { dealstage: 'closedwon' });
  expect(won).toMatchObject({
    hs_is_closed: 'true',
    hs_is_closed_won: 'true',
    hs_is_closed_lost: 'false',
    closedate: now,
  });
  const dated = derived('deals', { pipeline: 'default', closedate: 'set' }, { dealstage: 'closedlost' });
  expect(dated).not.toHaveProperty('closedate');
  expect(dated).toMatchObject({ hs_is_closed_lost: 'true', hs_deal_stage_probability: '0' });
});

it('that a ticket is closed, and open again', () => {
  const closed = derived('tickets', { hs_pipeline: '0' }, { hs_pipeline_stage: '4' });
  expect(closed).toMatchObject({ hs_is_closed: 'true', closed_date: now });
  const reopened = derived(
    'tickets',
    { hs_pipeline: '0', hs_pipeline_stage: '4', closed_date: now },
    { hs_pipeline_stage: '1' },
  );
  expect(reopened).toMatchObject({ hs_is_closed: 'false', closed_date: null });
});

it('that a task is done', () => {
  expect(derived('tasks', {}, { hs_task_status: 'COMPLETED' })).toMatchObject({
    hs_task_is_completed: 'true',
    hs_task_completion_date: now,
  });
});

it('nothing from what says nothing', () => {
  expect(derived('contacts', {}, { city: 'Rome' })).toEqual({ city: 'Rome' });
  expect(derived('notes', {}, { hs_note_body: 'x' })).toEqual({ hs_note_body: 'x' });
});
