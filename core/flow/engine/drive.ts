import type { EpochMillis } from '../../time/index.ts';
import { type Advance, advance } from './advance.ts';
import type { Ask } from './asks/index.ts';
import type { EnrollmentState } from './enrollment.ts';
import type { FlowProgram } from './program.ts';
import type { Workspace } from './workspace.ts';

/** Rounds of answers; a passage that needs more halts with its asks, to be driven again. */
const ROUNDS_MAX = 8;

/** An enrollment to drive; `program` is its flow as now saved, null when deleted. */
export interface Passage<E extends EnrollmentState = EnrollmentState> {
  readonly program: FlowProgram | null;
  readonly enrollment: E;
  /** Nothing goes on; what must leave leaves all the same. */
  readonly isPaused?: boolean;
  /** Its own time, where passages of several are driven together. */
  readonly now?: EpochMillis;
}

/** The progress of a passage. One that never ran has asked for nothing and stands where it stood. */
export interface Turn extends Advance {
  readonly hasRun: boolean;
}

/** The surroundings of driven passages. */
export interface DriveOptions {
  /** Shared by all of them; holds their writes afterwards. */
  readonly workspace: Workspace;
  readonly now: EpochMillis;
  /** The next action of an enrollment whose action the current revision no longer has. */
  readonly afterRemoved: (enrollment: EnrollmentState) => string | null;
  /** Answers asks into the workspace: a batch loads and locks, a simulation reads, a test has them ready. */
  readonly answer: (asks: readonly Ask[]) => Promise<void>;
  /** Shares the time; without it, every passage goes as far as it can. */
  readonly pace?: Pace;
}

/** The time of each passage. */
export interface Pace {
  /** Called before each turn. */
  next(): Promise<void>;
  /** Whether only the first passage is to go on. */
  readonly areOver: boolean;
  /** Begins one passage's time; the returned function says whether it is used up. */
  begin(): () => boolean;
}

/**
 * Runs passages, in order, until each must wait, ends, or cannot go on: every round runs those with answers, then answers
 * all asks of the round together. Only its own passage waits for a record that another transaction holds.
 */
export async function drive(passages: readonly Passage[], options: DriveOptions): Promise<Turn[]> {
  const { workspace, answer, pace } = options;
  const turns = passages.map(
    ({ enrollment }): Turn => ({
      enrollment,
      steps: [],
      halt: { kind: 'needs', asks: [] },
      hasRun: false,
    }),
  );
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const asks: Ask[] = [];
    let isFirst = true;
    for (const [index, turn] of turns.entries()) {
      if (turn.halt.kind !== 'needs' || isHeldUp(turn.halt.asks, workspace)) continue;
      if (!isFirst && pace?.areOver) break;
      isFirst = false;
      await pace?.next();
      const next = advanceOne(passages[index]!, turn.enrollment, options);
      const steps = turn.steps.length === 0 ? next.steps : [...turn.steps, ...next.steps];
      turns[index] = { ...next, steps, hasRun: true };
      if (next.halt.kind === 'needs') asks.push(...next.halt.asks);
    }
    if (asks.length === 0) break;
    await answer(asks);
  }
  return turns;
}

/** A throwing action is a fault of its code: the error names the passage. */
function advanceOne(
  { program, isPaused, now: own }: Passage,
  enrollment: EnrollmentState,
  options: DriveOptions,
): Advance {
  const { workspace, now, afterRemoved, pace } = options;
  const isTurnOver = pace?.begin();
  try {
    return advance({
      program,
      enrollment,
      workspace,
      now: own ?? now,
      afterRemoved,
      ...(isPaused ? { isPaused } : {}),
      ...(isTurnOver ? { isTurnOver } : {}),
    });
  } catch (error) {
    throw new EnrollmentError(enrollment.id, error as Error);
  }
}

/** An enrollment could not be advanced. */
export class EnrollmentError extends Error {
  override readonly name = 'EnrollmentError';
  readonly enrollmentId: string;

  constructor(enrollmentId: string, cause: Error) {
    super(`The enrollment ${enrollmentId} cannot be advanced: ${cause.message}`, { cause });
    this.enrollmentId = enrollmentId;
  }
}

/** Whether a passage waits for a record or a rotation that another transaction holds. */
function isHeldUp(asks: readonly Ask[], workspace: Workspace): boolean {
  return asks.some((ask) => {
    if (ask.kind === 'rotation' || ask.kind === 'turn') return workspace.answer(ask)?.kind === 'busy';
    return ask.kind === 'record' && ask.toWrite && workspace.hold(ask.ref) === 'busy';
  });
}
