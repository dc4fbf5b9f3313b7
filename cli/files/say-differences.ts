import { bold } from '../support/look.ts';
import type { Difference } from './compare.ts';

/** As people read them; `before` and `after` are what the sides are called. */
export function sayDifferences(found: readonly Difference[], before: string, after: string): string[] {
  if (found.length === 0) return ['They say the same.'];
  return found.flatMap((difference) => sayDifference(difference, before, after));
}

function sayDifference(difference: Difference, before: string, after: string): string[] {
  const name = JSON.stringify(difference.name);
  switch (difference.kind) {
    case 'ONLY_BEFORE':
      return [`${bold('-')} ${name} is in ${before} alone`];
    case 'ONLY_AFTER':
      return [`${bold('+')} ${name} is in ${after} alone`];
    case 'CHANGED':
      return [`${bold('~')} ${name}`, ...difference.changes.map((change) => `    ${change}`)];
  }
}
