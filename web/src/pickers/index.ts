/** What is chosen of what the account has: properties, lists, forms, emails and all else with a name, asked for when first shown. */
export { CodeBox } from './code-box.tsx';
export { type EventProperty, type EventType, useEvents } from './events.ts';
export { JsonField } from './json-field.tsx';
export { Many } from './many.tsx';
export { useObjectTypes, usePlural } from './object-types.ts';
export type { Option } from './option.ts';
export { Pick } from './pick.tsx';
export { PropertyField } from './property-field.tsx';
export { PropertyPick } from './property-pick.tsx';
export { RecordPick } from './record-pick.tsx';
export { useAllAssociations } from './use-all-associations.ts';
export { useNames } from './use-names.ts';
export {
  type OptionKind,
  type Options,
  useAssociationTypes,
  useOptions,
  useProperties,
} from './use-options.ts';
