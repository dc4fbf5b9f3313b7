import { iso } from '@millrace/core/time';
import { type Passage, passagesOfRecord } from '../../passages/index.ts';
import type { Source, TimelineEntry } from '../source.ts';

type Entry = Extract<TimelineEntry, { readonly kind: 'ENROLLMENT' }>;

/** That the record entered a flow. */
export const enrolled = passages('ENROLLED', 4, ({ enrolledAt }) => enrolledAt);

/** That its passage ended. */
export const ended = passages('ENDED', 0, ({ endedAt }) => endedAt!);

function passages(event: Entry['event'], rank: number, atOf: (passage: Passage) => number): Source {
  return {
    kind: 'ENROLLMENT',
    rank,
    async read({ db, caller, id, formerIds, flows }, { after, ...stretch }) {
      const asked = {
        ...stretch,
        flowIds: [...flows.keys()],
        recordIds: [id, ...formerIds],
        after: after && { at: Number(after[0]), id: after[1]! },
      };
      const moment = event === 'ENROLLED' ? 'enrolled' : 'ended';
      const found = await passagesOfRecord(db, caller.accountId, asked, moment);
      const placed = found.map((passage) => {
        const { id: enrollmentId, flowId, status, endReason, trigger } = passage;
        return {
          at: atOf(passage),
          position: [String(atOf(passage)), enrollmentId],
          entry: {
            id: `enrollment-${enrollmentId}-${event.toLowerCase()}`,
            at: iso(atOf(passage)),
            kind: 'ENROLLMENT' as const,
            event,
            enrollmentId,
            flowId,
            flowName: flows.get(flowId)!.name,
            status,
            endReason,
            trigger,
          },
        };
      });
      return { placed };
    },
  };
}
