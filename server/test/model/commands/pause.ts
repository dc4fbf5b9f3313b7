import fc from 'fast-check';
import { nth } from '../bodies/names.ts';
import { aFlow, comeToRest, type Pair } from '../pair.ts';
import { openPause, pauseScope, resumeScope } from '../reference/pauses.ts';
import { command } from './command.ts';

/** So many a minute that records wait for each other. */
const SLOW = 1;

/** A flow or the account is paused, or goes on if it is. */
export const pause = command({
  given: fc.record({
    flow: fc.option(nth, { freq: 3 }),
    time: fc.constantFrom('STANDS_STILL' as const, 'GOES_ON' as const),
    perMinute: fc.constantFrom(SLOW, 600),
  }),
  async run({ flow: index, time, perMinute }, pair) {
    const scope = scopeOf(pair, index);
    if (!scope) return null;
    const { of, path, name } = scope;
    const open = openPause(pair.state, of);
    if (open) {
      // The slow ones are put in a row by a job: who comes in or goes while it is under way has no place that is said.
      const rests = async () => (perMinute === SLOW ? await comeToRest(pair) : undefined);
      await rests();
      await pair.server.must('POST', `${path}/resume`, { perMinute });
      resumeScope(pair.state, open, perMinute);
      await rests();
      return `${name} goes on, ${perMinute} a minute`;
    }
    await pair.server.must('POST', `${path}/pause`, { time });
    pauseScope(pair.state, of, time);
    return `${name} is paused: time ${time}`;
  },
});

function scopeOf(pair: Pair, index: number | null) {
  if (index === null) return { of: 'ACCOUNT' as const, path: '/millrace/v1/account', name: 'the account' };
  const flow = aFlow(pair, index);
  return flow && { of: { flow: flow.id }, path: `/millrace/v1/flows/${flow.id}`, name: `flow ${flow.id}` };
}
