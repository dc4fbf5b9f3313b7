import { nth } from '../bodies/names.ts';
import { aPassage, passagePath } from '../pair.ts';
import { skipWait as skip } from '../reference/steering.ts';
import { command } from './command.ts';

/** By itself, at once. */
export const skipWait = command({
  given: nth,
  async run(index, pair) {
    const passage = aPassage(pair, index);
    if (!passage?.wait || passage.wait.kind === 'window') return null;
    await pair.server.must('POST', `${await passagePath(pair, passage)}/skip-wait`);
    skip(pair.state, passage, false);
    return `the wait of contact ${passage.contact} in flow ${passage.flow} is skipped`;
  },
});
