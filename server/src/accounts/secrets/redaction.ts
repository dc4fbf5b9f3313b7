import { LruCache } from '../../platform/index.ts';
import type { AccountId } from '../account.ts';
import { formsOf } from './forms.ts';

/** Shorter values are not looked for: they would be found everywhere. */
export const REDACTED_CHARACTERS_MIN = 6;

/** Accounts whose values a process knows: those that it has used last. */
const ACCOUNTS_MAX = 10_000;
/** Values of an account that a process knows: replaced ones are known for a while, since a receiver may echo them late. */
const VALUES_MAX = 200;

/** What stands in the place of a secret. */
const PLACEHOLDER = '[secret]';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

interface Known {
  readonly values: Set<string>;
  redact: Redact | undefined;
}

/**
 * Knows every secret that this process has sealed or opened, and so every one that it can have told anybody; finds them in texts
 * again, also as base64, hexadecimal, in URLs and in JSON.
 */
export class Redaction {
  readonly #accounts = new LruCache<AccountId, Known>({ most: ACCOUNTS_MAX });
  #installation: Known = { values: new Set(), redact: (text) => text };

  /** Secrets of the installation, which no account may see. Called before the first account's secret is met. */
  hideEverywhere(values: readonly (string | undefined)[]): void {
    const known = values.filter((value) => value !== undefined);
    this.#installation = { values: new Set(known), redact: redactorFor(known) };
  }

  /** A secret of an account. */
  know(accountId: AccountId, value: string): void {
    const known = this.#accounts.get(accountId) ?? { values: new Set<string>(), redact: undefined };
    if (known.values.has(value)) return;
    if (known.values.size >= VALUES_MAX) known.values.delete(known.values.values().next().value!);
    known.values.add(value);
    known.redact = undefined;
    this.#accounts.set(accountId, known);
  }

  /** Takes the secrets of an account, and of the installation, out of texts. */
  redactorOf(accountId: AccountId): Redact {
    const known = this.#accounts.get(accountId) ?? this.#installation;
    known.redact ??= redactorFor([...known.values, ...this.#installation.values]);
    return known.redact;
  }
}

/** Replaces the values, in all their forms. */
export function redactorFor(values: readonly string[]): Redact {
  const forms = [...new Set(values.filter(isLongEnough).flatMap(formsOf))];
  if (forms.length === 0) return (text) => text;
  // The longest first: one secret may begin another.
  const pattern = new RegExp(
    forms
      .toSorted((a, b) => b.length - a.length)
      .map(literally)
      .join('|'),
    'g',
  );
  return (text) => text.replace(pattern, PLACEHOLDER);
}

function isLongEnough(value: string): boolean {
  return value.length >= REDACTED_CHARACTERS_MIN;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
