import { shownTo } from '../../enrollments/index.ts';
import { stepsOfRecord } from '../../passages/index.ts';
import type { Source } from '../source.ts';

/** What flows did with the record, action by action; only where it is asked for. */
export const steps: Source = {
  kind: 'STEP',
  rank: 2,
  async read({ db, caller, id, formerIds, flows }, { after, ...stretch }) {
    const asked = {
      ...stretch,
      flowIds: [...flows.keys()],
      recordIds: [id, ...formerIds],
      after: after && { at: Number(after[0]), id: after[1]!, number: Number(after[2]) },
    };
    const found = await shownTo(db, caller, await stepsOfRecord(db, caller.accountId, asked));
    const placed = found.map((step) => {
      const { at, enrollmentId, number, flowId } = step;
      return {
        at: Date.parse(at),
        position: [String(Date.parse(at)), enrollmentId, String(number)],
        entry: {
          id: `step-${enrollmentId}-${number}`,
          at,
          kind: 'STEP' as const,
          flowName: flows.get(flowId)!.name,
          step,
        },
      };
    });
    return { placed };
  },
};
