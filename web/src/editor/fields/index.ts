/** Fields of forms: one for each kind of member that the catalogue knows. They read raw JSON, and answer with raw JSON. */
export { Days, Time, timeFrom } from './choice-fields.tsx';
export type { Field, FieldContext } from './field.ts';
export { JsonField } from './json-field.tsx';
export { FIELDS } from './list.tsx';
export { Many } from './many-fields.tsx';
export { Pick } from './pick.tsx';
export { PropertyPick, TimeFromThen, ValueEditor } from './value-field.tsx';
