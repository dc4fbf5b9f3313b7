import { filterBranchSchema } from '@millrace/core/criteria';
import { actionSchema, flowCreateSchema, flowUpdateSchema, valueSchema } from '@millrace/core/flow';
import { z } from 'zod';

// What a client may send of it; what is answered has names in its folder's `answers.ts`.
z.globalRegistry.add(actionSchema, { id: 'ActionInput' });
z.globalRegistry.add(filterBranchSchema, { id: 'FilterBranchInput' });
z.globalRegistry.add(flowCreateSchema, { id: 'FlowInput' });
z.globalRegistry.add(flowUpdateSchema, { id: 'FlowUpdateInput' });
z.globalRegistry.add(valueSchema, { id: 'ValueInput' });

/** What zod cannot put into JSON Schema, because code of our own reads it. */
export const BY_HAND: Readonly<Record<string, object>> = {
  FilterBranchInput: {
    type: 'object',
    description: 'A tree of filters. Every branch and filter type of the original is read.',
    required: ['filterBranchType'],
    properties: {
      filterBranchType: {
        type: 'string',
        enum: [
          'OR',
          'AND',
          'NOT_ALL',
          'NOT_ANY',
          'RESTRICTED',
          'UNIFIED_EVENTS',
          'ASSOCIATION',
          'PROPERTY_ASSOCIATION',
        ],
      },
      filterBranchOperator: { type: 'string' },
      filterBranches: { type: 'array', items: { $ref: '#/components/schemas/FilterBranchInput' } },
      filters: {
        type: 'array',
        items: {
          type: 'object',
          required: ['filterType'],
          properties: { filterType: { type: 'string' }, operation: { type: 'object' } },
          // What else there is hangs on the type: docs/filters.md has all of them.
          additionalProperties: true,
        },
      },
    },
    additionalProperties: true,
  },
};
