import type { RecordKeeper } from '../records/index.ts';

/** Messages about records that are erased or merged. Both read all of the account. */
export const messageKeeper: RecordKeeper = {
  /** What they said goes; there is nobody any more whom it is about. */
  async erase({ tx, account }, { objectTypeId, id }) {
    await tx`
      delete from notifications
      where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id}`;
    await tx`
      delete from hand_offs
      where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id}`;
  },

  async merge({ tx, account }, from, to) {
    await tx`
      update notifications set record_id = ${to.id}
      where account_id = ${account.id} and object_type_id = ${from.objectTypeId} and record_id = ${from.id}`;
    await tx`
      update hand_offs set record_id = ${to.id}
      where account_id = ${account.id} and object_type_id = ${from.objectTypeId} and record_id = ${from.id}`;
  },
};
