import type { RecordImage } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { causeOf } from '../records/index.ts';
import { changeStatuses, optOutOfAll } from './change-statuses.ts';

/** Unsubscribes locked contacts from all email: they have called a mail spam. */
export async function optOutByReport(
  unit: Unit,
  caller: Caller,
  contacts: readonly RecordImage[],
): Promise<void> {
  if (contacts.length === 0) return;
  const changer = {
    accountId: caller.accountId,
    source: 'Spam complaint',
    causeIn: () => causeOf(unit, caller),
    emailId: null,
  };
  await changeStatuses(unit, changer, contacts, (change) => {
    for (const contact of contacts) optOutOfAll(change, contact);
  });
}
