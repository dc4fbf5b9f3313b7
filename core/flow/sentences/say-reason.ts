import { quoted } from '../../sentence/index.ts';
import { REASONS, type Reason } from '../reasons/index.ts';

/** A code of a step, a passage or an effect, in a few words that can head a line. One that only an app knows is read as it is written: `NO_SEAT` as `No seat`. */
export function sayReason(code: string): string {
  if (Object.hasOwn(REASONS, code)) return REASONS[code as Reason];
  if (!/^[A-Z][A-Z0-9_]*$/.test(code)) return quoted(code);
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}
