import type { RawObject } from '@millrace/core/raw';
import { joined, NO_NAMES, sayDiff } from '@millrace/core/sentences';
import { toBeSaid } from './named.ts';

/** In sentences; a change that they do not tell of is told by its member. */
export function changesBetween(before: RawObject, after: RawObject): readonly string[] {
  const said = sayDiff(toBeSaid(before), toBeSaid(after), NO_NAMES).map((parts) => joined(parts));
  if (said.length > 0) return said;
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return members
    .filter((member) => JSON.stringify(before[member]) !== JSON.stringify(after[member]))
    .map((member) => `Changed ${member}`);
}
