import { itemsOf, membersOf, numberOf, text } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

/** `Split at random: 70%, 20% and 10%`. */
export const sayAbTestBranch: SayAction = ({ testBranches }) => {
  const branches = itemsOf(testBranches).map(membersOf);
  if (branches.length === 0) return [text('Split at random (no branches)')];
  const shares = branches.map(({ percentage }) => numberOf(percentage));
  if (shares.every((share) => share === undefined))
    return [
      text(
        branches.length === 1
          ? 'Split at random into 1 branch'
          : `Split at random into ${branches.length} equal branches`,
      ),
    ];
  const said = shares.map((share) => (share === undefined ? 'the rest' : `${share}%`));
  const last = said.pop();
  return [text(`Split at random: ${said.length > 0 ? `${said.join(', ')} and ${last}` : last}`)];
};
