import type { AuditEntry } from '../../api/index.ts';

/** What an entry is about. */
export const TARGET_WORDS: Readonly<Record<AuditEntry['target']['type'], string>> = {
  FLOW: 'Flows',
  ENROLLMENT: 'Passages',
  EFFECT: 'Effects',
  HAND_OFF: 'Hand-offs',
  RECORD: 'Records',
  LIST: 'Lists',
  LIST_FOLDER: 'Folders of lists',
  FORM: 'Forms',
  EMAIL: 'Emails',
  PROPERTY: 'Properties',
  PROPERTY_GROUP: 'Groups of properties',
  OBJECT_TYPE: 'Object types',
  ASSOCIATION_TYPE: 'Types of associations',
  PIPELINE: 'Pipelines',
  EVENT_TYPE: 'Types of events',
  SUBSCRIPTION_TYPE: 'Subscription types',
  OWNER: 'Owners',
  TEAM: 'Teams',
  ACCOUNT: 'Account',
  TOKEN: 'Access tokens',
  APP: 'Apps',
  APP_ACTION: 'Actions of apps',
  ACTION_TYPE: 'Action adapters',
  SECRET: 'Secrets',
  ALERT_RULE: 'Alert rules',
  JOB: 'Jobs',
  OUTBOX_RULE: 'Rules of the outbox',
};

/** Who did it. */
export const WHO_WORDS: Readonly<Record<AuditEntry['by']['kind'], string>> = {
  SESSION: 'In a browser',
  TOKEN: 'With a token',
  APP: 'By an app',
  COMMAND_LINE: 'On the command line',
  SYSTEM: 'By the server',
};
