import fc from 'fast-check';
import { nth } from '../bodies/names.ts';
import { aPassage, passagePath } from '../pair.ts';
import { pausePassage, resumePassage } from '../reference/pauses.ts';
import { command } from './command.ts';

/** An enrollment is paused by itself, or goes on if it is. */
export const pauseEnrollment = command({
  given: fc.record({ passage: nth, time: fc.constantFrom('STANDS_STILL' as const, 'GOES_ON' as const) }),
  async run({ passage: index, time }, pair) {
    const passage = aPassage(pair, index);
    if (!passage) return null;
    const { contact, flow } = passage;
    const path = await passagePath(pair, passage);
    if (passage.pause) {
      await pair.server.must('POST', `${path}/resume`, {});
      resumePassage(pair.state, passage, 600);
      return `contact ${contact} goes on in flow ${flow}`;
    }
    await pair.server.must('POST', `${path}/pause`, { time });
    pausePassage(pair.state, passage, time);
    return `contact ${contact} is paused in flow ${flow}: time ${time}`;
  },
});
