import { type FlowProgram, isSkipped, SKIPPABLE_WAITS } from '@millrace/core/flow';
import type { Candidate } from '../../passages/index.ts';
import { isOver } from '../../pauses/index.ts';
import type { Doing } from './steer.ts';

/** What was, or would be, done to an enrollment. */
const DONE = {
  UNENROLL: 'UNENROLLED',
  PAUSE: 'PAUSED',
  RESUME: 'RESUMED',
  SKIP_WAIT: 'WAIT_SKIPPED',
  JUMP: 'JUMPED',
  RETRY: 'RETRIED',
} as const satisfies Readonly<Record<Doing['type'], string>>;

/** Why nothing is. */
const REASONS = [
  'ENDED',
  'ALREADY_PAUSED',
  'NOT_PAUSED',
  'NO_WAIT_TO_SKIP',
  'ACTION_REMOVED',
  'FLOW_TURNED_OFF',
  'FLOW_DELETED',
  'LEFT_EARLY',
  'NOTHING_FAILED',
  'CAME_AGAIN',
] as const;

export type Outcome = (typeof DONE)[Doing['type']] | (typeof REASONS)[number];

export const OUTCOMES: readonly [Outcome, ...Outcome[]] = [
  DONE.UNENROLL,
  ...Object.values(DONE).slice(1),
  ...REASONS,
];

/** What becomes of an enrollment as it stands: what is done, or the reason why nothing is. The action that it is put at, if any. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly isDone: boolean;
  readonly to?: string;
}

/** `program` is its flow as it is saved now; null when it is deleted. */
export function verdictOf(what: Doing, candidate: Candidate, program: FlowProgram | null): Verdict {
  const because = (outcome: (typeof REASONS)[number]): Verdict => ({ outcome, isDone: false });
  const does = (to?: string): Verdict => ({
    outcome: DONE[what.type],
    isDone: true,
    ...(to === undefined ? {} : { to }),
  });
  const { status, paused, wait, failedAt, cameAgain } = candidate;
  if (what.type !== 'RETRY' && status !== 'ACTIVE') return because('ENDED');
  switch (what.type) {
    case 'UNENROLL':
      return does();
    case 'PAUSE':
      return isOver(paused) ? does() : because('ALREADY_PAUSED');
    case 'RESUME':
      return isOver(paused) ? because('NOT_PAUSED') : does();
    case 'SKIP_WAIT':
      return wait && SKIPPABLE_WAITS.includes(wait.kind) && !isSkipped(wait)
        ? does()
        : because('NO_WAIT_TO_SKIP');
    case 'JUMP':
      return to(what.actionId);
    case 'RETRY':
      // Who left did so for a reason that a retry does not change.
      if (status === 'UNENROLLED') return because('LEFT_EARLY');
      if (failedAt === null) return because('NOTHING_FAILED');
      // At most one passage of a record is under way, and it is the last.
      if (status !== 'ACTIVE' && cameAgain) return because('CAME_AGAIN');
      return to(failedAt);
  }

  function to(actionId: string): Verdict {
    if (!program) return because('FLOW_DELETED');
    if (!program.isEnabled) return because('FLOW_TURNED_OFF');
    return program.nodes.has(actionId) ? does(actionId) : because('ACTION_REMOVED');
  }
}
