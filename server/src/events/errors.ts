import { type ApiError, notFound } from '../platform/index.ts';
import type { EventType } from './event-type.ts';

export function eventNotFound(name: string): ApiError {
  return notFound(`There is no event type ${JSON.stringify(name)}.`, { eventName: [name] });
}

export function propertyNotFound(type: EventType, name: string): ApiError {
  return notFound(`The event type ${JSON.stringify(type.name)} has no property ${JSON.stringify(name)}.`, {
    eventName: [type.name],
    propertyName: [name],
  });
}
