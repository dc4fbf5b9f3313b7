import fc from 'fast-check';
import { nth, pick } from '../bodies/names.ts';
import { aPassage, type Pair } from '../pair.ts';
import { pausePassage, resumePassage } from '../reference/pauses.ts';
import { currentOf, type Passage, type State } from '../reference/state.ts';
import { jump, skipWait, steerOut } from '../reference/steering.ts';
import { command } from './command.ts';

type Steering = (state: State, passage: Passage, actionId: string) => void;

/** What is done to each; whom it cannot be done to is left alone. */
const KINDS: Readonly<Record<string, Steering>> = {
  UNENROLL: (state, passage) => steerOut(state, passage),
  SKIP_WAIT: (state, passage) => skipWait(state, passage, true),
  JUMP: (state, passage, actionId) => jump(state, passage, actionId),
  PAUSE(state, passage) {
    if (!passage.pause) pausePassage(state, passage, 'STANDS_STILL');
  },
  RESUME(state, passage) {
    if (passage.pause) resumePassage(state, passage, PER_MINUTE);
  },
};

/** As many as nobody asks otherwise. */
const PER_MINUTE = 600;

/** As a job: everybody who is inside by then, or one of them. */
export const steer = command({
  given: fc.record({
    kind: fc.constantFrom(...Object.keys(KINDS), 'JUMP'),
    passage: nth,
    everybody: fc.boolean(),
    action: nth,
  }),
  async run({ kind, passage: index, everybody, action }, pair) {
    const { state, server } = pair;
    const one = aPassage(pair, index);
    const actionId = one && actionOf(pair, one, action);
    if (!one || (kind === 'JUMP' && !actionId)) return null;
    const steered = state.passages.filter(
      (each) => each.flow === one.flow && each.status === 'ACTIVE' && (everybody || each === one),
    );
    await server.must('POST', `/millrace/v1/flows/${one.flow}/steer`, {
      do: { type: kind, ...(kind === 'JUMP' ? { actionId } : {}) },
      filter: everybody ? {} : { objectIds: [one.contact] },
    });
    state.background.push(() => {
      for (const passage of steered)
        if (passage.status === 'ACTIVE') KINDS[kind]!(state, passage, actionId ?? '');
    });
    return `${everybody ? 'everybody' : `contact ${one.contact}`} in flow ${one.flow} is steered: ${kind} ${kind === 'JUMP' ? actionId : ''}`;
  },
});

/** A jump is refused in a flow that is turned off, and to an action that it does not have. */
function actionOf({ state }: Pair, { flow }: Passage, index: number): string | undefined {
  const body = currentOf(state.flows.get(flow)!);
  return body.isEnabled ? pick(body.actions as { actionId: string }[], index)?.actionId : undefined;
}
