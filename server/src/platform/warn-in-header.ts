import type { FastifyReply } from 'fastify';
import { idNotTaken } from './ids-not-taken.ts';

/** The header for notices beside a body that is the original's to the letter. */
const HEADER = 'Millrace-Warning';

/** Adds a warning to an answer; several stand in one line, with semicolons between. */
export function warnInHeader(reply: FastifyReply, text: string): void {
  const before = reply.getHeader(HEADER);
  reply.header(HEADER, before === undefined ? plain(text) : `${before}; ${plain(text)}`);
}

/** Says that the `id` of a body was not taken, as `idNotTaken` says it in bodies that have room for it. */
export function warnOfId(reply: FastifyReply, body: unknown, drawn: string): void {
  const given = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  const { warnings = [] } = idNotTaken('id', given, drawn);
  for (const { category, message } of warnings) warnInHeader(reply, `${category}: ${message}`);
}

/** Headers hold visible ASCII; a quoted value may be anything. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
