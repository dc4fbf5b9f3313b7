import { z } from 'zod';
import { endpoint, TIME_READINGS, timePoint } from '../time-point.ts';
import { ALL_TYPES, operationKind } from './shape.ts';

const inclusive = endpoint.nullish().transform((behavior) => behavior ?? 'INCLUSIVE');

export const timeRanged = operationKind({
  names: ['TIME_RANGED', 'rangedtime', 'timeranged', 'ranged_time'],
  operators: ['IS_BETWEEN', 'IS_NOT_BETWEEN'],
  fits: ALL_TYPES,
  members: {
    lowerBoundTimePoint: timePoint,
    upperBoundTimePoint: timePoint,
    lowerBoundEndpointBehavior: inclusive,
    upperBoundEndpointBehavior: inclusive,
    propertyParser: z
      .enum(TIME_READINGS)
      .nullish()
      .transform((parser) => parser ?? 'VALUE'),
  },
});
