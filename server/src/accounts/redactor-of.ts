import type { Db } from '../platform/index.ts';
import { openAppSecrets } from './apps.ts';
import type { Redact } from './secrets/redact.ts';
import type { SecretsOf } from './secrets/redaction.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import { openSecrets } from './secrets/secrets.ts';

/** Takes the secrets of an account out of texts that come from the outside world. */
export type RedactorOf = (db: Db, account: SecretsOf) => Promise<Redact>;

/**
 * What one process has told a receiver may come back to another: each loads what is stored of an account before it keeps or answers
 * a text from outside, once for each change of the account's secrets.
 */
export function redactors(box: SecretBox): RedactorOf {
  const { redaction } = box;
  return async (db, account) => {
    if (box.hasKey && !redaction.knowsAll(account)) {
      const [ofActions, ofApps] = await Promise.all([
        openSecrets(db, box, account.id),
        openAppSecrets(db, box, account.id),
      ]);
      redaction.learn(account, [...ofActions, ...ofApps]);
    }
    return redaction.redactorOf(account.id);
  };
}
