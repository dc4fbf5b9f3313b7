import { createHash } from 'node:crypto';

/** Characters of a value that is kept as it is; of a longer one, the hash is. */
const WHOLE_CHARACTERS_MAX = 128;

/** The text by which a value is kept in an index. Of a long value it only says that a record may have it. */
export function valueKey(value: string): string {
  return isWhole(value) ? value : `sha256:${createHash('sha256').update(value).digest('hex')}`;
}

/** Whether the index alone tells who has the value. */
export function isWhole(value: string): boolean {
  return value.length <= WHOLE_CHARACTERS_MAX && !value.startsWith('sha256:');
}
