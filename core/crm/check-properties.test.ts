import { describe, expect, it } from 'vitest';
import { type CheckMode, checkProperties } from './check-properties.ts';
import { CrmSchema } from './schema.ts';

const schema = new CrmSchema({
  objectTypes: [],
  properties: [],
  groups: [],
  associationTypes: [],
  pipelines: [],
});

function check(type: string, properties: Record<string, unknown>, mode: CheckMode = 'update') {
  return checkProperties(schema, schema.objectType(type)!, properties, mode);
}

describe('values by property type', () => {
  it.each([
    ['contacts', { firstname: 'Ada' }, { firstname: 'Ada' }],
    ['contacts', { email: ' Ada@Example.COM ' }, { email: 'ada@example.com' }],
    ['contacts', { lifecyclestage: 'LEAD' }, { lifecyclestage: 'lead' }],
    ['contacts', { firstname: '' }, { firstname: null }],
    ['contacts', { hs_email_optout: true }, { hs_email_optout: 'true' }],
    ['deals', { amount: 10.5 }, { amount: '10.5' }],
    ['deals', { closedate: '1767225600000' }, { closedate: '2026-01-01T00:00:00.000Z' }],
    ['contacts', { hs_buying_role: 'CHAMPION;END_USER' }, { hs_buying_role: 'CHAMPION;END_USER' }],
  ])('%s takes %o', (type, input, expected) => {
    expect(check(type, input)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['contacts', { shoe_size: '43' }, 'PROPERTY_DOESNT_EXIST', 'shoe_size'],
    ['contacts', { lifecyclestage: 'fan' }, 'INVALID_OPTION', 'fan'],
    ['contacts', { email: 'nobody' }, 'INVALID_EMAIL', 'nobody'],
    ['contacts', { hs_object_id: '7' }, 'READ_ONLY_VALUE', 'hs_object_id'],
    ['contacts', { createdate: '2026-01-01' }, 'READ_ONLY_VALUE', '2026-01-01'],
    ['contacts', { firstname: { first: 'Ada' } }, 'INVALID_TYPE', 'Ada'],
    ['contacts', { firstname: 'A\0da' }, 'INVALID_CHARACTERS', 'firstname'],
    ['contacts', { firstname: '\ud800' }, 'INVALID_CHARACTERS', 'firstname'],
    ['contacts', { firstname: 'a'.repeat(70_000) }, 'VALUE_TOO_LONG', '65536'],
    ['contacts', { email: `${'a'.repeat(600)}@example.com` }, 'VALUE_TOO_LONG', '500'],
    ['contacts', { hs_email_optout: 'maybe' }, 'INVALID_OPTION', 'maybe'],
    ['deals', { amount: 'much' }, 'INVALID_INTEGER', 'much'],
    ['deals', { closedate: 'soon' }, 'INVALID_DATE', 'soon'],
    ['deals', { dealstage: 'nowhere' }, 'INVALID_OPTION', 'nowhere'],
    ['deals', { pipeline: 'other' }, 'INVALID_OPTION', 'other'],
    ['tickets', { hs_pipeline: '0', hs_pipeline_stage: '9' }, 'INVALID_OPTION', '9'],
  ])('%s refuses %o', (type, input, code, quoted) => {
    const result = check(type, input);
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code, path: `properties.${Object.keys(input).at(-1)}` }],
    });
    expect(result.ok ? '' : result.problems[0]?.message).toContain(quoted);
  });

  it('names every problem at once', () => {
    const result = check('deals', { amount: 'much', closedate: 'soon' });
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual([
      'INVALID_INTEGER',
      'INVALID_DATE',
    ]);
  });
});

describe('a new record', () => {
  it('goes into the first pipeline', () => {
    expect(check('tickets', { hs_pipeline_stage: '1' }, 'create')).toEqual({
      ok: true,
      value: { hs_pipeline: '0', hs_pipeline_stage: '1' },
    });
  });

  it('needs its required properties', () => {
    expect(check('tickets', { subject: 'Help' }, 'create')).toMatchObject({
      ok: false,
      problems: [{ code: 'MISSING_REQUIRED_PROPERTY', path: 'properties.hs_pipeline_stage' }],
    });
  });

  it('says of a bad required value that it is bad, not that it is missing', () => {
    const result = check('tickets', { hs_pipeline_stage: '99' }, 'create');
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(['INVALID_OPTION']);
  });
});
