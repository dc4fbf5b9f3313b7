import { OutgoingError } from './answer.ts';

/** Bytes of all headers of a request. */
export const HEADER_BYTES_MAX = 16_384;

/** Headers about one connection: how the message is framed and where it goes. They are written anew for each. */
export const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** RFC 9110: a token. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Visible characters, blanks and tabs, and bytes above ASCII; never an end of line. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers in lower case. Throws an OutgoingError that names the header, and not its value. */
export function checkHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const checked: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    const problem = problemOf(name, value);
    if (problem) throw new OutgoingError('REQUEST_INVALID', problem);
    checked[name.toLowerCase()] = value;
    bytes += name.length + value.length;
  }
  if (bytes > HEADER_BYTES_MAX)
    throw new OutgoingError(
      'REQUEST_INVALID',
      `The headers have more than ${HEADER_BYTES_MAX} bytes together.`,
    );
  return checked;
}

/** Why a header cannot be sent; undefined when it can. */
export function problemOf(name: string, value: string): string | undefined {
  if (!NAME.test(name)) return `${JSON.stringify(name.slice(0, 100))} is no name of a header.`;
  if (CONNECTION_HEADERS.has(name.toLowerCase()))
    return `The header ${name} cannot be set: it frames the message.`;
  if (!VALUE.test(value)) return `The value of the header ${name} has characters that no header may have.`;
  return undefined;
}
