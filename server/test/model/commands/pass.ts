import fc from 'fast-check';
import { moveTo } from '../reference/settle.ts';
import { command } from './command.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The clock moves; what falls due on the way happens at its own instant. */
export const pass = command({
  given: fc.constantFrom(5 * MINUTE, HOUR, 12 * HOUR, DAY, 3 * DAY, 8 * DAY),
  async run(by, { server, state }) {
    const to = state.now + by;
    const { stood, now } = await server.moveTo(to);
    for (const at of stood) {
      // Held again, it stands at the next millisecond.
      moveTo(state, Math.min(at - 1, to));
      state.now = at;
    }
    if (state.now < to) moveTo(state, to);
    state.now = now;
    return `the clock moves to ${new Date(to).toISOString()}`;
  },
});
