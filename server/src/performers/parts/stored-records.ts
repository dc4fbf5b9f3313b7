import { type AccountId, readAccount, readMailSettings } from '../../accounts/index.ts';
import type { RecordSource } from '../../effects/index.ts';
import { selectSubmissionsOf } from '../../forms/index.ts';
import { selectRecentValues } from '../../history/index.ts';
import { selectListsOf } from '../../lists/index.ts';
import { loadEmails } from '../../mail/index.ts';
import type { Db } from '../../platform/index.ts';
import { loadAssociated, readNamed } from '../../records/index.ts';
import { loadSchema } from '../../schema/index.ts';

/** The records as they are stored. */
export function storedRecords(db: Db, accountId: AccountId): RecordSource {
  return {
    named: (refs) => readNamed(db, accountId, refs),
    linked: (questions) => loadAssociated(db, accountId, questions),
    recentValues: (objectTypeId, ids) => selectRecentValues(db, accountId, objectTypeId, ids),
    listsOf: (ids) => selectListsOf(db, accountId, ids),
    submissionsOf: (ids, most) => selectSubmissionsOf(db, accountId, ids, most),
    emails: (ids) => loadEmails(db, accountId, ids),
    mailSettings: () => readMailSettings(db, accountId),
    schema: async () => loadSchema(db, accountId, (await readAccount(db, accountId)).schemaVersion),
  };
}
