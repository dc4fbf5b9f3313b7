/** The kind of a member of an action's `fields`, for forms, sentences, mentions and documentation. */
export type FieldKind =
  | 'action'
  | 'addresses'
  | 'association'
  | 'associations'
  | 'choice'
  | 'daysOfWeek'
  | 'email'
  | 'events'
  | 'flag'
  | 'flow'
  | 'html'
  | 'list'
  | 'matchedProperty'
  | 'objectType'
  | 'ownerAssignment'
  | 'ownerProperties'
  | 'properties'
  | 'property'
  | 'propertyOfOther'
  | 'record'
  | 'subscription'
  | 'teams'
  | 'text'
  | 'timeDelay'
  | 'timeOfDay'
  | 'users'
  | 'value'
  | 'wholeNumber';

/** The kind of a member that a node has beside `fields`, as branches, webhooks and code do. */
export type NodeMemberKind =
  | 'authentication'
  | 'code'
  | 'codeOutputs'
  | 'filterBranches'
  | 'inputs'
  | 'name'
  | 'percentages'
  | 'secrets'
  | 'url'
  | 'valueBranches';

/** What a form knows of one member, apart from its name and kind. */
export interface Told {
  /** For people; a few words. */
  readonly label: string;
  /** What to put there; a sentence for people. */
  readonly help?: string;
  readonly isRequired: boolean;
  /** What stands for it when it is left out, as a flow writes it. */
  readonly default?: unknown;
  /** The options of a choice in a form; the parser may accept more. */
  readonly choices?: readonly string[];
  /** The members that say what may stand here: those of its object type, or the property whose value it is. */
  readonly of?: readonly string[];
  /** It is of use only where another member has one of these values, or, without any, has a value at all. */
  readonly goesWith?: { readonly member: string; readonly values?: readonly string[] };
}
