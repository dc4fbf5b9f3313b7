import { ApiFailure } from '../api/index.ts';

/** What a refusal says of one member of what was sent, `from.replyTo`, or of an item in it: at its field this is what is wrong. */
export function problemOf(error: Error | null, member: string): string | undefined {
  const errors = error instanceof ApiFailure ? error.errors : [];
  return errors.find((detail) => detail.in === member || detail.in?.startsWith(`${member}[`))?.message;
}
