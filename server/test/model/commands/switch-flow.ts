import { nth } from '../bodies/names.ts';
import { aFlow, steeringPath } from '../pair.ts';
import { saveFlow } from '../reference/flows.ts';
import { currentOf } from '../reference/state.ts';
import { command } from './command.ts';

/** Off, or on again. */
export const switchFlow = command({
  given: nth,
  async run(index, pair) {
    const flow = aFlow(pair, index);
    if (!flow) return null;
    const isEnabled = !currentOf(flow).isEnabled;
    await pair.server.must('POST', `${steeringPath(flow)}/turn-${isEnabled ? 'on' : 'off'}`);
    saveFlow(pair.state, flow.id, { ...currentOf(flow), isEnabled }, 'EVERYBODY');
    return `flow ${flow.id} is turned ${isEnabled ? 'on' : 'off'}`;
  },
});
