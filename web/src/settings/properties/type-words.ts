import type { Property } from '../../api/index.ts';

/** The types of values as people call them. */
export const TYPE_WORDS: Readonly<Record<Property['type'], string>> = {
  string: 'Text',
  number: 'Number',
  date: 'Date',
  datetime: 'Date and time',
  bool: 'Yes or no',
  enumeration: 'Options',
  phone_number: 'Phone number',
  json: 'JSON',
  object_coordinates: 'Coordinates of a record',
};
