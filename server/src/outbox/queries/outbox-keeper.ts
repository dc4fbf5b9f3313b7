import type { RecordKeeper } from '../../records/index.ts';

/** Captured requests of records that are erased or merged. Both read all requests that are kept of the account. */
export const outboxKeeper: RecordKeeper = {
  async erase({ tx, account }, { objectTypeId, id }) {
    await tx`
      delete from outbox where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id}`;
  },

  async merge({ tx, account }, from, to) {
    await tx`
      update outbox set record_id = ${to.id}
      where account_id = ${account.id} and object_type_id = ${from.objectTypeId} and record_id = ${from.id}`;
  },
};
