import type { Answer } from '@millrace/client';
import type { Target } from '../target/target.ts';
import type { Property } from './property-definition.ts';

export type Schema = Answer<'GET /crm-object-schemas/v3/schemas'>['results'][number];

/** The object types of an account's own. */
export async function schemasOf(target: Target): Promise<readonly Schema[]> {
  return (await target.call('GET /crm-object-schemas/v3/schemas', { query: {} })).results;
}

export async function propertiesOf(target: Target, objectType: string): Promise<readonly Property[]> {
  const { results } = await target.call('GET /crm/v3/properties/{objectType}', {
    path: { objectType },
    query: {},
  });
  return results;
}
