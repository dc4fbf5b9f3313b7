/** What is taken, in this order: what is named comes before what names it, and flows come last, so that no record that comes sets one off. */
import type { Choice, Importing } from '../importing.ts';
import { bringAssociations } from './associations.ts';
import { bringEmails } from './emails.ts';
import { bringEvents } from './events.ts';
import { bringFlows } from './flows.ts';
import { bringForms } from './forms.ts';
import { bringLabels } from './labels.ts';
import { bringLists } from './lists.ts';
import { bringMembers } from './members.ts';
import { bringPeople } from './people.ts';
import { bringPipelines } from './pipelines.ts';
import { bringProperties } from './properties.ts';
import { bringRecords } from './records.ts';
import { bringSubscriptions } from './subscriptions.ts';
import { bringTypes } from './types.ts';

export interface Part {
  readonly choice: Choice;
  /** As progress says it. */
  readonly says: string;
  /** Others are gone through as well where they are not chosen: to know what is there already, which others name. */
  readonly when: 'CHOSEN' | 'ALWAYS';
  readonly bring: (importing: Importing) => Promise<void>;
}

export const PARTS: readonly Part[] = [
  { choice: 'types', says: 'custom objects', when: 'ALWAYS', bring: bringTypes },
  { choice: 'pipelines', says: 'pipelines', when: 'ALWAYS', bring: bringPipelines },
  { choice: 'subscriptions', says: 'subscription types', when: 'ALWAYS', bring: bringSubscriptions },
  // Stages and subscription types bring properties of their own along.
  { choice: 'properties', says: 'properties', when: 'CHOSEN', bring: bringProperties },
  { choice: 'labels', says: 'association labels', when: 'ALWAYS', bring: bringLabels },
  { choice: 'people', says: 'owners, users and teams', when: 'ALWAYS', bring: bringPeople },
  { choice: 'events', says: 'custom events', when: 'ALWAYS', bring: bringEvents },
  { choice: 'forms', says: 'forms', when: 'ALWAYS', bring: bringForms },
  { choice: 'emails', says: 'emails', when: 'ALWAYS', bring: bringEmails },
  { choice: 'lists', says: 'lists', when: 'ALWAYS', bring: bringLists },
  { choice: 'records', says: 'records', when: 'CHOSEN', bring: bringRecords },
  { choice: 'records', says: 'associations', when: 'CHOSEN', bring: bringAssociations },
  { choice: 'records', says: 'members of lists', when: 'CHOSEN', bring: bringMembers },
  { choice: 'flows', says: 'flows', when: 'ALWAYS', bring: bringFlows },
];
