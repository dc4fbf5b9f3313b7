import { type ApiError, notFound } from '../platform/index.ts';

/** A part of an email cannot be rendered; the message names the part and says why. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  /** `subject`, `html`, `plainTextVersion`, `from.fromName`, … */
  readonly part: string;

  constructor(part: string, why: string) {
    super(`The email's ${part} cannot be rendered: ${why}`);
    this.part = part;
  }
}

export function noSuchEmail(id: string): ApiError {
  return notFound(`There is no marketing email ${id}.`, { emailId: [id] });
}

export function noSuchRevision(emailId: string, id: string): ApiError {
  const message = `The marketing email ${emailId} has no revision ${id}; the oldest are not kept.`;
  return notFound(message, { emailId: [emailId], revisionId: [id] });
}

export function noSuchMail(id: string): ApiError {
  return notFound(`There is no mail ${id} in the mailbox.`, { mailId: [id] });
}
