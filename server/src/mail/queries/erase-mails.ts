import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../../history/index.ts';

/** Takes out what mails to a record said and where they went; that they were sent stays. Reads the account's mails. */
export async function eraseMails(unit: Unit, { objectTypeId, id }: RecordRef): Promise<void> {
  const { tx, account } = unit;
  await tx`
    update mails set recipient = '', reply_to = null, subject = '', html = null, plain_text = ''
    where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id}`;
}
