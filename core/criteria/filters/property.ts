import { z } from 'zod';
import type { Condition } from '../condition.ts';
import { name } from '../members.ts';
import { operationSchema } from '../operation.ts';
import type { FilterOf } from '../tree.ts';

/** A property of the record (in an event branch: of the event) under an operation. */
export const propertyFilter = z.object({
  filterType: z.literal('PROPERTY'),
  property: name,
  operation: operationSchema,
});

export function propertyMeaning({ property, operation, path }: FilterOf<'PROPERTY'>): Condition {
  return { kind: 'PROPERTY', property, operation, path };
}
