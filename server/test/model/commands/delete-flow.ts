import { nth } from '../bodies/names.ts';
import { aFlow, flowPath } from '../pair.ts';
import { deleteFlow as remove } from '../reference/flows.ts';
import { command } from './command.ts';

export const deleteFlow = command({
  given: nth,
  async run(index, pair) {
    const flow = aFlow(pair, index);
    if (!flow) return null;
    await pair.server.must('DELETE', flowPath(flow));
    remove(pair.state, flow.id);
    return `flow ${flow.id} is deleted`;
  },
});
