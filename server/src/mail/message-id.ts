import { domainToASCII } from 'node:url';

/** The cause of a mail; the same at every try. */
export interface MailOrigin {
  readonly accountId: string;
  readonly idempotencyKey: string;
  /** When it was first to be sent, in epoch milliseconds: tells apart installations that send for one domain. */
  readonly createdAt: number;
}

/**
 * The Message-ID of what an idempotency key stands for: the same key gives the same id, whatever is retried. Its domain is the
 * sender's, as mail filters expect. Characters that an id may not have are written by their code.
 */
export function messageIdFor({ accountId, idempotencyKey, createdAt }: MailOrigin, sender: string): string {
  const key = idempotencyKey
    .replace(/:/g, '.')
    .replace(/[^\w.-]/g, (character) => `=${character.codePointAt(0)!.toString(16)}`);
  return `<${key}.${accountId}.${createdAt.toString(36)}@${domainOf(sender)}>`;
}

function domainOf(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1)) || 'localhost';
}
