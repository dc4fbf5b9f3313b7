import { z } from 'zod';
import { label, propertyOption, storableText } from '../schema/index.ts';

/** Event types of one account. */
export const EVENT_TYPES_MAX = 500;
/** Properties of one event type, the default ones not counted. */
export const EVENT_PROPERTIES_MAX = 50;

/** Characters of a description or a template. */
const TEXT_CHARACTERS_MAX = 5_000;
/** Characters of the name of an event type. */
const NAME_CHARACTERS_MAX = 50;
/** Characters of the name of an event's property. */
const PROPERTY_NAME_CHARACTERS_MAX = 100;
/** Options of one property of an event. */
const OPTIONS_MAX = 1_000;

const PATTERN = /^[a-z][a-z0-9_-]*$/;
const PATTERN_WORDS =
  'must begin with a letter and have only lower-case letters, digits, underscores and hyphens';

/** An object of this name would hide what every JavaScript object answers to. */
const name = (most: number) =>
  z
    .string()
    .max(most)
    .regex(PATTERN, PATTERN_WORDS)
    .refine((text) => text !== 'constructor', 'is reserved');

const options = z.array(propertyOption).max(OPTIONS_MAX);
const text = storableText(TEXT_CHARACTERS_MAX);

export const propertyCreate = z.object({
  name: name(PROPERTY_NAME_CHARACTERS_MAX).optional(),
  label,
  type: z.enum(['string', 'number', 'enumeration', 'datetime', 'date', 'bool']),
  description: text.optional(),
  options: options.optional(),
});
export type EventPropertyCreate = z.output<typeof propertyCreate>;

export const propertyChange = z.object({
  label: label.optional(),
  description: text.optional(),
  options: options.optional(),
});
export type EventPropertyChange = z.output<typeof propertyChange>;

export const definitionCreate = z.object({
  label,
  name: name(NAME_CHARACTERS_MAX).optional(),
  description: text.nullish(),
  primaryObject: z.string().nullish(),
  propertyDefinitions: z.array(propertyCreate).max(EVENT_PROPERTIES_MAX).default([]),
  includeDefaultProperties: z.boolean().default(true),
  customMatchingId: z
    .object({
      primaryObjectRule: z.object({ eventPropertyName: z.string(), targetObjectPropertyName: z.string() }),
    })
    .nullish(),
});
export type DefinitionCreate = z.output<typeof definitionCreate>;

const propertyPatch = propertyChange.extend({
  name: z.string(),
  displayOrder: z.int32().optional(),
  hidden: z.boolean().optional(),
});

export const definitionChange = z.object({
  label: label.optional(),
  description: text.optional(),
  headerTemplate: text.optional(),
  detailTemplate: text.optional(),
  propertyOrder: z.array(propertyPatch).max(EVENT_PROPERTIES_MAX).default([]),
});
export type DefinitionChange = z.output<typeof definitionChange>;

/** A name made of a label, as the original makes one: "Order placed" is order_placed. */
export function nameOf(given: string): string {
  const words = given
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  return (words === '' || words === 'constructor' ? 'event' : words).slice(0, NAME_CHARACTERS_MAX);
}
