import { z } from 'zod';
import { name } from '../members.ts';
import { operationSchema } from '../operation.ts';

/** A property of the record (in an event branch: of the event) under an operation. */
export const propertyFilter = z.object({
  filterType: z.literal('PROPERTY'),
  property: name,
  operation: operationSchema,
});
