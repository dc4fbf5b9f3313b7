import type { RecordKeeper } from '../../records/index.ts';

/** Mails of records that are erased or merged. Both read all mails of the account. */
export const mailKeeper: RecordKeeper = {
  /** Takes out what they said and where they went; that they were sent stays. */
  async erase({ tx, account }, { objectTypeId, id }) {
    await tx`
      update mails set recipient = '', reply_to = null, cc = null, bcc = null, subject = '', html = null, plain_text = '',
        list_unsubscribe = null
      where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id}`;
  },

  async merge({ tx, account }, from, to) {
    await tx`
      update mails set record_id = ${to.id}
      where account_id = ${account.id} and object_type_id = ${from.objectTypeId} and record_id = ${from.id}`;
  },
};
