/** A property of a record has changed; the event's properties are `hs_name` and `hs_value`. */
export const PROPERTY_CHANGED = '4-655002';

/** A record has been created. */
export const OBJECT_CREATED = '4-1463224';
