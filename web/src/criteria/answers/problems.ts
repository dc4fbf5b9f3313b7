import type { FailureDetail } from '../../api/index.ts';
import type { Problem } from '../tree/surroundings.ts';

/** The problems of an answer, by their places below the root of the tree; the place is not said twice. */
export function problemsOf(
  errors: readonly Pick<FailureDetail, 'message' | 'in'>[],
  root = 'filterBranch',
): readonly Problem[] {
  return errors.flatMap(({ message, in: at = '' }) => {
    if (at !== root && !at.startsWith(`${root}.`)) return [];
    const path = at === root ? '' : at.slice(root.length + 1);
    return [{ path, message: withoutPlace(message, at) }];
  });
}

function withoutPlace(message: string, at: string): string {
  const rest = message.startsWith(at) ? message.slice(at.length).replace(/^[\s:,-]+/, '') : message;
  const member = /([A-Za-z]+)(?:\[\d+\])?$/.exec(at)?.[1] ?? '';
  const said = message.startsWith(at) && member !== 'filterBranch' ? `${member} ${rest}` : rest;
  return said.charAt(0).toUpperCase() + said.slice(1);
}
