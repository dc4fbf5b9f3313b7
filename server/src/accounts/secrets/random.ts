import { randomBytes } from 'node:crypto';

/** AES-GCM wants 96 bits that no other message under the key has. */
export const NONCE_BYTES = 12;
const KEY_BYTES = 32;
const NAME_BYTES = 8;

export function newNonce(): Buffer {
  return randomBytes(NONCE_BYTES);
}

export function newSecretKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** A name that no secret has yet; `prefix` tells people what it is for. */
export function newSecretName(prefix: string): string {
  return `${prefix}_${randomBytes(NAME_BYTES).toString('hex')}`;
}
