/** What pickers offer and sentences name, as the forms of the editor ask for it. */
export {
  type EventProperty,
  type EventType,
  type Option,
  type OptionKind,
  type Options,
  useAssociationTypes,
  useEvents,
  useObjectTypes,
  useOptions,
  usePlural,
  useProperties,
} from '../../pickers/index.ts';
