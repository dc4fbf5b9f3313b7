import { filterBranchSchema } from '@millrace/core/criteria';
import { actionSchema, flowCreateSchema, flowUpdateSchema, valueSchema } from '@millrace/core/flow';
import { z } from 'zod';
import { secretBody } from '../../accounts/index.ts';

/** Schemas that the description names once and refers to. Each stands there as `…Input`: what a client may send. */
export const NAMED = z.registry<{ id?: string }>();
NAMED.add(actionSchema, { id: 'Action' });
NAMED.add(filterBranchSchema, { id: 'FilterBranch' });
NAMED.add(flowCreateSchema, { id: 'Flow' });
NAMED.add(flowUpdateSchema, { id: 'FlowUpdate' });
NAMED.add(valueSchema, { id: 'Value' });

/** Bodies that a feature reads itself instead of by its route's schema. */
export const BODIES: Readonly<Record<string, z.ZodType>> = {
  'POST /automation/v4/flows': flowCreateSchema,
  'PUT /automation/v4/flows/{flowId}': flowUpdateSchema,
  'PUT /millrace/v1/secrets/{name}': secretBody,
};

/** What zod cannot put into JSON Schema, because code of our own reads it. */
export const BY_HAND = {
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
        },
      },
    },
  },
  Error: {
    type: 'object',
    required: ['status', 'message', 'correlationId'],
    properties: {
      status: { type: 'string', const: 'error' },
      message: { type: 'string', description: 'In the words of the original where clients match on them.' },
      correlationId: {
        type: 'string',
        description: 'Also in the header x-hubspot-correlation-id, and in the log.',
      },
      category: { type: 'string', examples: ['VALIDATION_ERROR', 'OBJECT_NOT_FOUND', 'MISSING_SCOPES'] },
      subCategory: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['message'],
          properties: {
            message: { type: 'string', description: 'Names the member and quotes the value.' },
            code: { type: 'string' },
            in: {
              type: 'string',
              description: 'The path of the member at fault.',
              examples: ['actions[2].fields'],
            },
            context: { type: 'object' },
          },
        },
      },
      context: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    },
  },
};
