/** RFC 5321: a path has at most 256 octets, its angle brackets included. */
const ADDRESS_CHARACTERS_MAX = 254;

/** Enough to tell an address from something else; nothing that could end a header or name a second recipient. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/u;

/** Whether a mail can be addressed to the text. A host without a dot is taken: `root@localhost` can be reached. */
export function isAddress(text: string): boolean {
  return text.length <= ADDRESS_CHARACTERS_MAX && ADDRESS.test(text) && !text.includes('..');
}
