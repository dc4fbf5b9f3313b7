import { nth } from '../bodies/names.ts';
import { aFlow, steeringPath } from '../pair.ts';
import { releasePins as release } from '../reference/flows.ts';
import { command } from './command.ts';

/** Whoever is pinned follows the flow from then on. */
export const releasePins = command({
  given: nth,
  async run(index, pair) {
    const flow = aFlow(pair, index);
    if (!flow) return null;
    await pair.server.must('POST', `${steeringPath(flow)}/pins/release`, {});
    release(pair.state, flow.id);
    return `the pins of flow ${flow.id} are released`;
  },
});
