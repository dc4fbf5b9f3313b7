/** Finds a branch again that was written into an edit: by its place, or by what it is where branches came or went meanwhile. */
import {
  BRANCHES_OF,
  getIn,
  isObject,
  kindOf,
  listAt,
  type Raw,
  type RawObject,
  sameRaw,
  textAt,
  without,
} from '../../flow-body/index.ts';

export function branchesMember(action: RawObject): string | undefined {
  return BRANCHES_OF[kindOf(action) as keyof typeof BRANCHES_OF];
}

export function placeOfBranch(action: RawObject, index: number, was: Raw): number | undefined {
  const branches = listAt(action, branchesMember(action) ?? '');
  if (isAlike(branches[index], was)) return index;
  const found = branches.findIndex((branch) => isAlike(branch, was));
  return found < 0 ? undefined : found;
}

/** The same branch, wherever it leads by now. */
function isAlike(branch: Raw | undefined, was: Raw): boolean {
  if (!isObject(branch) || !isObject(was)) return false;
  const name = textAt(branch, 'branchName') || textAt(branch, 'branchValue');
  if (name !== '' && name === (textAt(was, 'branchName') || textAt(was, 'branchValue'))) return true;
  return sameRaw(without(branch, 'connection'), without(was, 'connection'));
}

export function branchAt(action: RawObject, index: number): Raw | undefined {
  return getIn(action, [branchesMember(action) ?? '', index]);
}
