import type { ObjectType } from '@millrace/core/crm';

/** Addresses that answers about records carry. */
export interface Links {
  /** The page of a record. */
  record(objectTypeId: string, id: string): string;
  /** The next page of what a record is associated with, in the form and under the version that was called. */
  associated(from: ObjectType, id: string, to: ObjectType, after: string): string;
}
