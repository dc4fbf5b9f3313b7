import { days } from '../members.ts';
import { ALL_TYPES, operationKind } from './shape.ts';

export const rollingPropertyUpdated = operationKind({
  names: ['ROLLING_PROPERTY_UPDATED', 'rolling-property-updated'],
  operators: ['UPDATED_IN_LAST_X_DAYS', 'NOT_UPDATED_IN_LAST_X_DAYS'],
  fits: ALL_TYPES,
  members: { numberOfDays: days },
});
