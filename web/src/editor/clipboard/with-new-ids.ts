import { idOf, nextActionId, type RawFlow } from '../../flow-body/index.ts';
import type { Clip } from './clip.ts';
import { renumbered } from './renumber.ts';

/** The actions with ids that the flow has never used, and all that names them rewritten. */
export function withNewIds(flow: RawFlow, { actions, startActionId }: Clip) {
  const first = nextActionId(flow);
  const ids = new Map(actions.map((action, index) => [idOf(action), String(first + index)]));
  return { actions: renumbered(actions, ids), entry: ids.get(startActionId) ?? String(first) };
}
