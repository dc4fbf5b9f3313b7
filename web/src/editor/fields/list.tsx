import type { MemberEntry } from '@millrace/core/catalogue';
import { Associations } from './associations-field.tsx';
import { Choice, DaysOfWeek, Flag, TimeOfDay } from './choice-fields.tsx';
import { Code } from './code-field.tsx';
import { Events } from './events-field.tsx';
import type { Field } from './field.ts';
import { Addresses, OwnerProperties, Secrets, Teams, Users } from './many-fields.tsx';
import { OwnerAssignment } from './owner-assignment.tsx';
import {
  Association,
  EarlierAction,
  Email,
  Flow,
  List,
  MatchedProperty,
  ObjectType,
  Property,
  Subscription,
} from './pick-fields.tsx';
import {
  Authentication,
  CodeOutputs,
  Inputs,
  Percentages,
  Properties,
  ValueBranches,
} from './row-fields.tsx';
import { Html, Name, Text, Url, WholeNumber } from './text-fields.tsx';
import { TimeDelay } from './time-fields.tsx';
import { Value } from './value-field.tsx';

/** The enrolled record is the only one possible: it is set when the action is made. */
const Nothing: Field = () => null;

/** The field for each kind of member. */
export const FIELDS: Readonly<Record<MemberEntry['kind'], Field>> = {
  action: EarlierAction,
  addresses: Addresses,
  association: Association,
  associations: Associations,
  authentication: Authentication,
  choice: Choice,
  code: Code,
  codeOutputs: CodeOutputs,
  daysOfWeek: DaysOfWeek,
  email: Email,
  events: Events,
  // Branches and their filters stand with the lanes, below the members.
  filterBranches: Nothing,
  flag: Flag,
  flow: Flow,
  html: Html,
  inputs: Inputs,
  list: List,
  matchedProperty: MatchedProperty,
  name: Name,
  objectType: ObjectType,
  ownerAssignment: OwnerAssignment,
  ownerProperties: OwnerProperties,
  percentages: Percentages,
  properties: Properties,
  property: Property,
  propertyOfOther: Property,
  record: Nothing,
  secrets: Secrets,
  subscription: Subscription,
  teams: Teams,
  text: Text,
  timeDelay: TimeDelay,
  timeOfDay: TimeOfDay,
  url: Url,
  users: Users,
  value: Value,
  valueBranches: ValueBranches,
  wholeNumber: WholeNumber,
};
