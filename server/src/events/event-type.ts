import type { CrmSchema } from '@millrace/core/crm';
import type { PropertyDefinition } from '@millrace/core/property';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { AnswerOf } from '../platform/index.ts';
import { presentProperty } from '../schema/index.ts';
import type { eventTypeAnswer } from './answers.ts';

/** By which value an event finds its record: the record has it in a unique property. */
export interface Matching {
  readonly eventPropertyName: string;
  readonly targetObjectPropertyName: string;
}

/** A kind of event that an account has defined. */
export interface EventType {
  /** `6-<n>`, by which flows and lists speak of it. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  /** The object type of the records that it happens to. */
  readonly primaryObjectTypeId: string;
  readonly properties: readonly PropertyDefinition[];
  readonly matching: Matching | null;
  readonly headerTemplate: string | null;
  readonly detailTemplate: string | null;
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
}

/** `pe<account>_<name>`, by which occurrences are sent. */
export function fullyQualifiedName(account: AccountId, name: string): string {
  return `pe${account}_${name}`;
}

/** An event type as the API answers it. */
export function presentEventType(
  account: AccountId,
  schema: CrmSchema,
  type: EventType,
  withProperties: 'WITH_PROPERTIES' | 'WITHOUT_PROPERTIES',
): AnswerOf<typeof eventTypeAnswer> {
  const primary = schema.objectType(type.primaryObjectTypeId);
  return {
    id: type.id,
    objectTypeId: type.id,
    name: type.name,
    fullyQualifiedName: fullyQualifiedName(account, type.name),
    labels: { singular: type.label, plural: type.label },
    description: type.description ?? '',
    primaryObject: primary?.fullyQualifiedName ?? type.primaryObjectTypeId,
    primaryObjectId: type.primaryObjectTypeId,
    trackingType: 'MANUAL',
    archived: false,
    createdAt: iso(type.createdAt),
    updatedAt: iso(type.updatedAt),
    associations: [],
    properties: withProperties === 'WITH_PROPERTIES' ? type.properties.map(presentProperty) : [],
    ...(type.matching ? { customMatchingId: { primaryObjectRule: type.matching } } : {}),
    ...(type.headerTemplate === null ? {} : { headerTemplate: type.headerTemplate }),
    ...(type.detailTemplate === null ? {} : { detailTemplate: type.detailTemplate }),
  };
}
