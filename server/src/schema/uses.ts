import type { AssociationType } from '@millrace/core/crm';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** What stands in the way of taking a definition out: the records that use it. The folder of the records fills this port. */
export interface Uses {
  /** Whether an object type has live records. */
  hasRecords(db: Db, account: AccountId, objectTypeId: string): Promise<boolean>;
  /** How many live records of a type have one of these values of a property; reads the records of the type. */
  countRecordsWith(
    db: Db,
    account: AccountId,
    objectTypeId: string,
    property: string,
    values: readonly string[],
  ): Promise<number>;
  /** Whether any two records are associated by the type; reads the associations of the pair's object types. */
  areAssociatedBy(db: Db, account: AccountId, type: AssociationType): Promise<boolean>;
}
