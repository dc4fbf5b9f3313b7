import { nth } from '../bodies/names.ts';
import { aFlow, steeringPath } from '../pair.ts';
import { undeleteFlow as bringBack } from '../reference/flows.ts';
import { command } from './command.ts';

export const undeleteFlow = command({
  given: nth,
  async run(index, pair) {
    const flow = aFlow(pair, index, 'deleted');
    if (!flow) return null;
    await pair.server.must('POST', `${steeringPath(flow)}/undelete`);
    bringBack(pair.state, flow.id);
    return `flow ${flow.id} is brought back`;
  },
});
