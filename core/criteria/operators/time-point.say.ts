import { joined, text } from '../../sentence/index.ts';
import { sayReading, sayTimePoint } from '../time-point.say.ts';
import type { SayOperation } from '../wording.ts';

export const sayTimePointOperation: SayOperation = (operation, name, wording) => {
  const point = sayTimePoint(operation['timePoint'], wording);
  const or = joined(point).includes(':') ? 'at or ' : 'on or ';
  const inclusive = operation['endpointBehavior'] === 'INCLUSIVE' ? or : '';
  const word = operation['operator'] === 'IS_AFTER' ? 'after' : 'before';
  return [...sayReading(operation['propertyParser'], name), text(` is ${inclusive}${word} `), ...point];
};
