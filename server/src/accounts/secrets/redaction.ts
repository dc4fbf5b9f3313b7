import { LruCache } from '../../platform/index.ts';
import type { Account, AccountId } from '../account.ts';
import { type Redact, redactorFor } from './redact.ts';

/** Accounts whose values a process knows: those that it has used last. */
const ACCOUNTS_MAX = 10_000;
/** Values of an account that are no longer stored, or not yet: replaced ones are known for a while, since a receiver may echo them late. */
const PASSING_VALUES_MAX = 200;

/** An account, and which of its secrets are stored. */
export type SecretsOf = Pick<Account, 'id' | 'secretsVersion'>;

interface Known {
  /** Of `stored`. */
  version: bigint;
  stored: ReadonlySet<string>;
  readonly met: Set<string>;
  redact: Redact | undefined;
}

/**
 * Knows the secrets that this process has sealed or opened, and all that are stored of accounts that it was told of; finds them in
 * texts again, also as base64, hexadecimal, in URLs and in JSON.
 */
export class Redaction {
  readonly #accounts = new LruCache<AccountId, Known>({ most: ACCOUNTS_MAX });
  #installation: readonly string[] = [];

  /** Secrets of the installation, which no account may see. Called before the first account's secret is met. */
  hideEverywhere(values: readonly (string | undefined)[]): void {
    this.#installation = values.filter((value) => value !== undefined);
  }

  /** A secret of an account that was sealed or opened. */
  know(accountId: AccountId, value: string): void {
    const known = this.#of(accountId);
    if (known.met.has(value)) return;
    if (known.met.size >= PASSING_VALUES_MAX) known.met.delete(known.met.values().next().value!);
    known.met.add(value);
    if (!known.stored.has(value)) known.redact = undefined;
  }

  /** Whether all are known that were stored by then. */
  knowsAll({ id, secretsVersion }: SecretsOf): boolean {
    return this.#of(id).version >= BigInt(secretsVersion);
  }

  /** All that are stored; those that were stay known for a while. */
  learn({ id, secretsVersion }: SecretsOf, values: readonly string[]): void {
    const known = this.#of(id);
    for (const value of known.stored) this.know(id, value);
    known.stored = new Set(values);
    known.version = BigInt(secretsVersion);
    known.redact = undefined;
  }

  /** Takes the secrets of an account, and of the installation, out of texts. */
  redactorOf(accountId: AccountId): Redact {
    const known = this.#of(accountId);
    known.redact ??= redactorFor([...known.stored, ...known.met, ...this.#installation]);
    return known.redact;
  }

  #of(accountId: AccountId): Known {
    const known = this.#accounts.get(accountId) ?? {
      version: -1n,
      stored: new Set(),
      met: new Set(),
      redact: undefined,
    };
    this.#accounts.set(accountId, known);
    return known;
  }
}
