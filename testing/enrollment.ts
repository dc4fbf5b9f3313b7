import type { Answer } from '@millrace/client';
import type { Target } from '../cli/target/target.ts';
import { PassageError } from './passage-error.ts';
import { isCalled, tellAction, tellPassage } from './tell-passage.ts';

type Passage = Answer<'GET /millrace/v1/enrollments/{enrollmentId}'>;
type Flow = Answer<'GET /millrace/v1/flows/{flowId}/revisions/{revisionId}'>['flow'];
export type Step = Passage['steps'][number];

/**
 * A passage of a record through a flow, as it stood when it was asked for: ask again after the clock has moved. What it is expected to have
 * done throws a PassageError where it has not, which tells the passage.
 */
export class Enrollment {
  /** As the API answers it. */
  readonly passage: Passage;
  readonly #flow: Flow;

  private constructor(passage: Passage, flow: Flow) {
    this.passage = passage;
    this.#flow = flow;
  }

  /** Reads a passage, and the flow in the revision that it goes by. */
  static async read(target: Target, enrollmentId: string): Promise<Enrollment> {
    const passage = await target.call('GET /millrace/v1/enrollments/{enrollmentId}', {
      path: { enrollmentId },
    });
    const { flowId, revisionId } = passage;
    const { flow } = await target.call('GET /millrace/v1/flows/{flowId}/revisions/{revisionId}', {
      path: { flowId, revisionId },
    });
    return new Enrollment(passage, flow);
  }

  get id(): string {
    return this.passage.id;
  }

  get status(): Passage['status'] {
    return this.passage.status;
  }

  /** What was done, in the order of time: `actionId`, `outcome`, `reason`, `detail`, `at`. */
  get steps(): readonly Step[] {
    return this.passage.steps;
  }

  /** Where it waits, and until when; null once it has ended. */
  get position(): Passage['position'] {
    return this.passage.position;
  }

  /** The passage in sentences, as errors tell it. */
  tell(): string {
    return tellPassage(this.passage, this.#flow);
  }

  /**
   * That it waits at an action, by its number or by what it is called (`Delay`, `Wait 30 days`), and, if that is said, until an instant: as exactly as it is written, since the clock goes on while a test runs.
   * `2027-02-03` is any time of that day in UTC, `2027-02-03T09:00` of that minute; a Date is one millisecond.
   */
  expectWaitsAt(action: string | number, { until }: { readonly until?: string | Date } = {}): this {
    const { status, position } = this.passage;
    const wanted = `to wait at ${tellAction(String(action), this.#flow)}`;
    const isThere =
      status === 'ACTIVE' && position?.waitingFor !== null && this.#isAction(position?.actionId, action);
    if (until === undefined) return this.#expect(isThere, wanted, this.expectWaitsAt);
    const isThen = position?.until != null && isAt(position.until, until);
    const when = typeof until === 'string' ? until : until.toISOString();
    return this.#expect(isThere && isThen, `${wanted} until ${when}`, this.expectWaitsAt);
  }

  /** That it came to the end of its path. */
  expectCompleted(): this {
    return this.#expect(this.passage.status === 'COMPLETED', 'to have completed', this.expectCompleted);
  }

  /** That it was ended before, and, if that is said, why: `GOAL_MET`, `CRITERIA_NO_LONGER_MET`, `MANUAL`, … */
  expectLeft(reason?: string): this {
    const { status, endReason } = this.passage;
    const isSo = status === 'UNENROLLED' && (reason === undefined || endReason === reason);
    return this.#expect(isSo, `to have left${reason === undefined ? '' : ` (${reason})`}`, this.expectLeft);
  }

  /** That these were its actions so far, in this order, no others between, whatever became of them; by numbers or by what they are called. */
  expectTook(...actions: readonly (string | number)[]): this {
    const took = this.steps.map((step) => step.actionId);
    const isSo = took.length === actions.length && took.every((id, at) => this.#isAction(id, actions[at]!));
    const wanted = actions.length === 0 ? 'no action' : actions.join(', then ');
    return this.#expect(
      isSo,
      `to have taken ${wanted}; it took ${took.join(', then ') || 'none'}`,
      this.expectTook,
    );
  }

  /** That no step of it has failed. */
  expectNoFailures(): this {
    const failed = this.steps.filter(({ outcome }) => outcome === 'FAILED').map(({ actionId }) => actionId);
    return this.#expect(
      failed.length === 0 && this.passage.status !== 'FAILED',
      `to go without failures${failed.length > 0 ? `; action ${failed.join(', ')} failed` : ''}`,
      this.expectNoFailures,
    );
  }

  #isAction(actionId: string | null | undefined, wanted: string | number): boolean {
    return (
      actionId === String(wanted) || (actionId != null && isCalled(actionId, String(wanted), this.#flow))
    );
  }

  #expect(isSo: boolean, wanted: string, caller: (...args: never[]) => unknown): this {
    if (isSo) return this;
    throw new PassageError(`Expected it ${wanted}.\n${this.tell()}`, caller);
  }
}

/** Whether an instant in UTC is at another one, as exactly as that one is written. */
function isAt(instant: string, wanted: string | Date): boolean {
  if (typeof wanted !== 'string') return Date.parse(instant) === wanted.getTime();
  const isInUtc = !/[+-]\d\d:\d\d$/.test(wanted);
  return isInUtc ? instant.startsWith(wanted.replace(/Z$/, '')) : Date.parse(instant) === Date.parse(wanted);
}
