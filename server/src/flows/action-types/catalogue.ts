import { choice, chosenFrom, field, type InputField } from './input-field.ts';

export interface CatalogueEntry {
  readonly groupId: string;
  /** Absent when flows of every object type can use it. */
  readonly objectTypeIds?: readonly string[];
  readonly inputFields: readonly InputField[];
}

const CONTACTS = ['0-1'];
const EMAILS = '/marketing/v3/emails';
const LISTS = '/crm/v3/lists';
const FLOWS = '/automation/v4/flows';
const FLAG = ['true', 'false'];
const TIME_UNITS = ['MINUTES', 'HOURS', 'DAYS', 'WEEKS'];

/** What editors must know of each action type, by type id; the members are those that real flows have in `fields`. */
export const CATALOGUE: Readonly<Record<string, CatalogueEntry>> = {
  '0-1': {
    groupId: 'DELAYS',
    inputFields: [
      field('delta', 'How long', 'number', 'optional'),
      choice('time_unit', 'Unit', TIME_UNITS, 'optional'),
    ],
  },
  '0-3': {
    groupId: 'CRM',
    inputFields: [
      choice('task_type', 'Type', ['TODO', 'CALL', 'EMAIL'], 'required'),
      field('subject', 'Title', 'string', 'required'),
      field('body', 'Notes', 'string', 'optional'),
      choice('priority', 'Priority', ['NONE', 'LOW', 'MEDIUM', 'HIGH'], 'optional'),
      field('owner_assignment', 'Assigned to', 'json', 'optional'),
      field('due_time', 'Due', 'json', 'optional'),
      field('associations', 'Associated with', 'json', 'optional'),
      choice('use_explicit_associations', 'Only these associations', FLAG, 'optional'),
    ],
  },
  '0-4': {
    groupId: 'COMMUNICATION',
    objectTypeIds: CONTACTS,
    inputFields: [chosenFrom(EMAILS, 'content_id', 'Email', 'required')],
  },
  '0-5': {
    groupId: 'CRM',
    inputFields: [
      field('property_name', 'Property', 'string', 'required'),
      field('value', 'Value', 'json', 'required'),
      field('association', 'Of associated records', 'json', 'optional'),
    ],
  },
  '0-8': {
    groupId: 'COMMUNICATION',
    inputFields: [
      field('subject', 'Subject', 'string', 'required'),
      field('body', 'Text', 'string', 'required'),
      field('user_ids', 'Users', 'json', 'optional'),
      field('team_ids', 'Teams', 'json', 'optional'),
      field('owner_properties', 'Owners by property', 'json', 'optional'),
    ],
  },
  '0-9': {
    groupId: 'COMMUNICATION',
    inputFields: [
      field('user_ids', 'Users', 'json', 'required'),
      choice('delivery_method', 'Delivery', ['APP'], 'required'),
      field('subject', 'Subject', 'string', 'required'),
      field('body', 'Text', 'string', 'required'),
    ],
  },
  '0-11': {
    groupId: 'CRM',
    inputFields: [
      field('user_ids', 'Users', 'json', 'optional'),
      field('team_ids', 'Teams', 'json', 'optional'),
      field('target_property', 'Owner property', 'string', 'required'),
      choice('overwrite_current_owner', 'Replace an owner', FLAG, 'optional'),
    ],
  },
  '0-14': {
    groupId: 'CRM',
    inputFields: [
      field('object_type_id', 'Object type', 'string', 'required'),
      field('properties', 'Properties', 'json', 'required'),
      field('associations', 'Associated with', 'json', 'optional'),
      choice('use_explicit_associations', 'Only these associations', FLAG, 'optional'),
    ],
  },
  '0-15': {
    groupId: 'WORKFLOW',
    inputFields: [chosenFrom(FLOWS, 'flow_id', 'Workflow', 'required')],
  },
  '0-23': {
    groupId: 'COMMUNICATION',
    inputFields: [
      chosenFrom(EMAILS, 'email_content_id', 'Email', 'required'),
      field('recipient_emails', 'Recipients', 'json', 'required'),
    ],
  },
  '0-25': {
    groupId: 'CRM',
    inputFields: [
      field('source_property', 'From', 'string', 'required'),
      field('target_property', 'To', 'string', 'required'),
      field('target_object', 'Of', 'string', 'required'),
    ],
  },
  '0-29': {
    groupId: 'DELAYS',
    inputFields: [
      field('event_filter_branches', 'Events', 'json', 'required'),
      field('expiration_minutes', 'At most, in minutes', 'number', 'optional'),
    ],
  },
  '0-35': {
    groupId: 'DELAYS',
    inputFields: [
      field('date', 'Date', 'json', 'required'),
      field('delta', 'Before or after', 'number', 'optional'),
      choice('time_unit', 'Unit', TIME_UNITS, 'optional'),
      field('time_of_day', 'Time of day', 'json', 'optional'),
    ],
  },
  '0-63809083': {
    groupId: 'LISTS',
    inputFields: [
      chosenFrom(LISTS, 'listId', 'List', 'required'),
      field('targetObject', 'Record', 'object_coordinates', 'required'),
    ],
  },
  '0-63863438': {
    groupId: 'LISTS',
    inputFields: [
      chosenFrom(LISTS, 'listId', 'List', 'required'),
      field('targetObject', 'Record', 'object_coordinates', 'required'),
    ],
  },
  '0-18224765': { groupId: 'CRM', inputFields: [] },
};
