import { programFor } from '@millrace/core/flow';
import { presentPassages } from '../../enrollments/index.ts';
import { loadPrograms } from '../../flows/index.ts';
import type { Store } from '../../history/index.ts';
import { findPassages, sizeOf } from '../../passages/index.ts';
import type { AnswerOf, Caller } from '../../platform/index.ts';
import type { steerPreviewAnswer } from '../answers.ts';
import { checkSteer, requireFlows } from './check.ts';
import type { SteerInput } from './input.ts';
import { nextMatching, type Place } from './matching.ts';
import { verdictOf } from './verdict.ts';

/** Enrollments that a preview shows. */
const SAMPLE = 10;
/** Time in which a preview counts; it says when that was not enough. */
const COUNTING_MS_MAX = 5_000;
/** Enrollments that are judged at once. */
const JUDGED_AT_ONCE = 2_000;

/** What steering would do as things stand: how many, by outcome, and a few of them. Nothing is written. */
export async function previewSteering(
  store: Store,
  caller: Caller,
  flowIds: readonly string[],
  input: SteerInput,
): Promise<AnswerOf<typeof steerPreviewAnswer>> {
  const objectTypeId = await requireFlows(store, caller, flowIds);
  const until = performance.now() + COUNTING_MS_MAX;
  return store.read(caller.accountId, async (unit) => {
    const { tx, account } = unit;
    const steer = await checkSteer(unit, caller, objectTypeId, flowIds, input);
    const programs = await loadPrograms(tx, account, flowIds);
    const { lastId, total } = await sizeOf(tx, account.id, flowIds, steer.filter);
    const outcomes: Record<string, number> = {};
    const sample: { readonly flowId: string; readonly id: string; readonly outcome: string }[] = [];
    let [matching, looked] = [0, 0];
    let place: Place | null = { flow: 0, after: '0', lastId };
    while (place && performance.now() < until) {
      const next = await nextMatching(unit, steer, place, JUDGED_AT_ONCE);
      for (const candidate of next.found) {
        const program = programs.get(candidate.flowId);
        const { outcome } = verdictOf(
          steer.do,
          candidate,
          program ? programFor(program, candidate.id) : null,
        );
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        if (sample.length < SAMPLE) sample.push({ flowId: candidate.flowId, id: candidate.id, outcome });
      }
      matching += next.found.length;
      looked += next.looked;
      place = next.next;
    }
    const shown = await presentPassages(tx, caller, await findPassages(tx, account.id, sample));
    const outcomeOf = new Map(sample.map(({ id, outcome }) => [id, outcome]));
    return {
      matching,
      complete: place === null,
      looked,
      total,
      outcomes,
      sample: shown.map((enrollment) => ({ outcome: outcomeOf.get(enrollment.id)!, enrollment })),
    };
  });
}
