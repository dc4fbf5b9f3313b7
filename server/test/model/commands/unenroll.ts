import { nth } from '../bodies/names.ts';
import { aPassage } from '../pair.ts';
import { leaveEarly } from '../reference/leaving.ts';
import { command } from './command.ts';

/** By hand. */
export const unenroll = command({
  given: nth,
  async run(index, pair) {
    const passage = aPassage(pair, index);
    if (!passage) return null;
    const { flow, contact } = passage;
    await pair.server.must('POST', `/millrace/v1/flows/${flow}/unenrollments`, { objectIds: [contact] });
    leaveEarly(pair.state, passage, 'MANUAL');
    return `contact ${contact} is taken out of flow ${flow}`;
  },
});
