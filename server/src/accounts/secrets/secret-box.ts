import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { AccountId } from '../account.ts';
import { NONCE_BYTES, newNonce } from './random.ts';
import { Redaction } from './redaction.ts';

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const KEY_ID_BYTES = 8;

/** Whose secret, and which. Authenticated with the value, so that nothing opens in the place of another. */
export interface SecretPlace {
  readonly accountId: AccountId;
  readonly name: string;
}

/** A value as the database keeps it: nonce, tag and ciphertext in one, and which key it is under. */
export interface Sealed {
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** A secret that this process cannot read; the message says what to do. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

/** Encrypts and decrypts secrets; made once a process. Without a key it can be made, but neither seals nor opens. */
export class SecretBox {
  readonly #key: Buffer | undefined;
  /** Keys made of the key, by their purpose: a few. */
  readonly #keys = new Map<string, KeyObject>();
  /** Knows the values that went through this box. */
  readonly redaction = new Redaction();

  constructor(key: Buffer | undefined) {
    this.#key = key;
  }

  /** Whether there is a key: without one, nothing can be sealed or signed. */
  get hasKey(): boolean {
    return this.#key !== undefined;
  }

  /**
   * What only a holder of the key can say of a text, for one purpose: nothing that is signed for another purpose, or sealed, tells
   * anything of it.
   */
  sign(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.#keyFor(purpose)).update(text).digest();
  }

  /** Tells keys apart without telling anything of them. */
  get keyId(): string {
    const mark = createHmac('sha256', this.#theKey()).update('millrace secrets').digest();
    return mark.subarray(0, KEY_ID_BYTES).toString('hex');
  }

  seal(place: SecretPlace, value: string): Sealed {
    this.redaction.know(place.accountId, value);
    const nonce = newNonce();
    const cipher = createCipheriv(CIPHER, this.#theKey(), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(place));
    const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return { keyId: this.keyId, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
  }

  /** Throws SecretUnreadable when it is under another key, or not as it was stored. */
  open(place: SecretPlace, { keyId, sealed }: Sealed): string {
    if (keyId !== this.keyId) {
      throw new SecretUnreadable(
        `The secret ${place.name} was stored under another key than this process has. Give all processes the same MILLRACE_SECRET_KEY, or store the secret again.`,
      );
    }
    const textBegin = NONCE_BYTES + TAG_BYTES;
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, this.#theKey(), nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(place));
    try {
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, textBegin));
      const value = decipher.update(sealed.subarray(textBegin), undefined, 'utf8') + decipher.final('utf8');
      this.redaction.know(place.accountId, value);
      return value;
    } catch {
      throw new SecretUnreadable(`The secret ${place.name} is damaged in the database. Store it again.`);
    }
  }

  /** The value, or nothing where this process cannot read it, for which there is no need. */
  openedOrNot(place: SecretPlace, sealed: Sealed): string[] {
    try {
      return [this.open(place, sealed)];
    } catch (error) {
      if (error instanceof SecretUnreadable) return [];
      throw error;
    }
  }

  #keyFor(purpose: string): KeyObject {
    const known = this.#keys.get(purpose);
    if (known) return known;
    const key = createSecretKey(createHmac('sha256', this.#theKey()).update(`millrace ${purpose}`).digest());
    this.#keys.set(purpose, key);
    return key;
  }

  #theKey(): Buffer {
    if (!this.#key) throw new SecretUnreadable('This process was started without a key for secrets.');
    return this.#key;
  }
}

function boundTo({ accountId, name }: SecretPlace): Buffer {
  return Buffer.from(`${accountId}/${name}`);
}
