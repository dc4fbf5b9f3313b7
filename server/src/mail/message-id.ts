/** What follows the @ in the Message-ID of every mail from here. */
const DOMAIN = 'millrace';

/**
 * The Message-ID of what an idempotency key stands for: the same key gives the same id, whatever is retried.
 * Characters that an id may not have are written by their code.
 */
export function messageIdFor(accountId: string, idempotencyKey: string): string {
  const key = idempotencyKey
    .replace(/:/g, '.')
    .replace(/[^\w.-]/g, (character) => `=${character.codePointAt(0)!.toString(16)}`);
  return `<${key}@${accountId}.${DOMAIN}>`;
}
