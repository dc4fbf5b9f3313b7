/** What pickers offer and sentences name: properties, emails, lists and all else that a flow mentions, asked for when first shown. */
export { EVENTS, type EventProperty, type EventType, useEvents } from './events.ts';
export { useObjectTypes, usePlural } from './object-types.ts';
export type { Option } from './option.ts';
export {
  type OptionKind,
  type Options,
  useAssociationTypes,
  useOptions,
  useProperties,
} from './use-options.ts';
