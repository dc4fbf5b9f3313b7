import type { Tense } from '@millrace/core/sentences';

/** What is said of an event by which nobody came in: the event has been, the flow is as it is at the instant that is asked about. */
interface EventWords {
  readonly notMet: string;
  readonly unknown: string;
  readonly beforeFlow: string;
  readonly beforeRecord: string;
  readonly byMerge: string;
  /** While the record was inside, of a flow that keeps such events, and of one that does not. */
  readonly kept: string;
  readonly lost: string;
  readonly noneAgain: string;
  readonly otherwise: string;
}

export const EVENT_WORDS: Readonly<Record<Tense, EventWords>> = {
  PRESENT: {
    notMet: "It does not meet the flow's filters for such events.",
    unknown: "It cannot be told whether it meets the flow's filters for such events.",
    beforeFlow: 'It came before the flow was turned on, or before it had these criteria.',
    beforeRecord: 'It is from before the record was made, and such events let no record in.',
    byMerge: 'It came with a merge, and changes by a merge let no record in.',
    kept: 'it was kept, to let the record in again once it was through',
    lost: 'what happens meanwhile is not kept for later',
    noneAgain: 'The record had been inside before, and the flow lets no record come again.',
    otherwise:
      'It meets the filters for such events, and did not let the record in: the other filters of the flow were not met then, or it has not been looked at yet.',
  },
  PAST: {
    notMet: "It did not meet the flow's filters for such events.",
    unknown: "It cannot be told whether it met the flow's filters for such events.",
    beforeFlow: 'It had come before the flow was turned on, or before it had these criteria.',
    beforeRecord: 'It was from before the record was made, and such events let no record in.',
    byMerge: 'It had come with a merge, and changes by a merge let no record in.',
    kept: 'it was kept, to let the record in again once it was through',
    lost: 'what happened meanwhile was not kept for later',
    noneAgain: 'The record had been inside before, and the flow let no record come again.',
    otherwise:
      'It met the filters for such events, and did not let the record in: the other filters of the flow were not met then, or it had not been looked at yet.',
  },
};
