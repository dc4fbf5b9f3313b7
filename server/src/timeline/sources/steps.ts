import { shownTo } from '../../enrollments/index.ts';
import { stepsOfRecord } from '../../passages/index.ts';
import type { Source } from '../source.ts';

const RANK = 2;

/** What flows did with the record, action by action; only where it is asked for. */
export const steps: Source = {
  kind: 'STEP',
  rank: RANK,
  async read({ db, caller, id, formerIds, flows }, stretch) {
    const asked = { ...stretch, flowIds: [...flows.keys()], recordIds: [id, ...formerIds] };
    const found = await shownTo(db, caller, await stepsOfRecord(db, caller.accountId, asked));
    return found.map((step) => {
      const { at, enrollmentId, number, flowId } = step;
      return {
        place: { at: Date.parse(at), rank: RANK, id: enrollmentId, number },
        entry: {
          id: `step-${enrollmentId}-${number}`,
          at,
          kind: 'STEP' as const,
          flowName: flows.get(flowId)!.name,
          step,
        },
      };
    });
  },
};
