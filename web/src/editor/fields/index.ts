/** Fields of forms: one for each kind of member that the catalogue knows. They read raw JSON, and answer with raw JSON. */
export { JsonField, Many, Pick, PropertyPick } from '../../pickers/index.ts';
export { Days, Time, timeFrom } from './choice-fields.tsx';
export type { Field, FieldContext } from './field.ts';
export { FIELDS } from './list.tsx';
export { TimeFromThen } from './time-fields.tsx';
export { ValueEditor } from './value-field.tsx';
