import { z } from 'zod';
import { endpoint, timePoint as point, TIME_READINGS } from '../time-point.ts';
import { ALL_TYPES, operationKind } from './shape.ts';

export const timePoint = operationKind({
  names: ['TIME_POINT', 'timepoint'],
  operators: ['IS_BEFORE', 'IS_AFTER'],
  fits: ALL_TYPES,
  members: {
    timePoint: point,
    endpointBehavior: endpoint.nullish().transform((behavior) => behavior ?? 'EXCLUSIVE'),
    propertyParser: z
      .enum(TIME_READINGS)
      .nullish()
      .transform((parser) => parser ?? 'VALUE'),
  },
});
