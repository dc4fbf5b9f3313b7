/** The answers of the routes of events. */
import { z } from 'zod';
import { instantAnswer, paging } from '../platform/index.ts';
import { propertyAnswer } from '../schema/index.ts';

export const eventAnswer = z
  .strictObject({
    id: z.string(),
    objectType: z.string(),
    objectId: z.string(),
    eventType: z.string(),
    occurredAt: instantAnswer,
    properties: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Event' });

export const eventsAnswer = z.strictObject({ results: z.array(eventAnswer), paging: paging.optional() });

export const eventTypeNamesAnswer = z.strictObject({ eventTypes: z.array(z.string()) });

export const eventTypeAnswer = z
  .strictObject({
    id: z.string(),
    objectTypeId: z.string(),
    name: z.string(),
    fullyQualifiedName: z.string().describe('By which occurrences are sent'),
    labels: z.strictObject({ singular: z.string(), plural: z.string() }),
    description: z.string(),
    primaryObject: z.string(),
    primaryObjectId: z.string(),
    trackingType: z.literal('MANUAL'),
    archived: z.boolean(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    associations: z.array(z.unknown()),
    properties: z.array(propertyAnswer),
    customMatchingId: z
      .strictObject({
        primaryObjectRule: z.strictObject({
          eventPropertyName: z.string(),
          targetObjectPropertyName: z.string(),
        }),
      })
      .optional(),
    headerTemplate: z.string().optional(),
    detailTemplate: z.string().optional(),
  })
  .meta({ id: 'EventType' });
