import type { EpochMillis } from '@millrace/core/time';
import type { JobKind } from '../../jobs/index.ts';
import { pacedFrom } from '../pace.ts';
import { applyTo } from './apply.ts';
import { nextMatching, type Place } from './matching.ts';
import type { Steer } from './steer.ts';

export const STEERING = 'STEERING';

/** Enrollments that one chunk steers. */
const ENROLLMENTS_PER_CHUNK = 1_000;

/** Where a steering is, and at which instants what it resumes is due. */
interface SteeringPlace extends Place {
  readonly from: EpochMillis | null;
  readonly given: number;
}

/** Steers the enrollments that filters are met by, chunk by chunk: each as it stands when its turn comes. */
export const steering: JobKind = {
  name: STEERING,
  most: ENROLLMENTS_PER_CHUNK,
  async chunk(unit, job, most) {
    const steer = job.asked as unknown as Steer;
    const place = job.place as SteeringPlace;
    const { found, next, looked } = await nextMatching(unit, steer, place, most);
    const from = place.from ?? unit.account.now;
    const perMinute = steer.do.type === 'RESUME' ? steer.do.perMinute : 1;
    const at = pacedFrom(from, perMinute, place.given);
    const { outcomes, given } = await applyTo(unit, steer, found, { by: job.askedBy, jobId: job.id, at });
    const done = { done: looked, outcomes };
    return next
      ? { ...done, next: { ...next, from, given: place.given + given } satisfies SteeringPlace }
      : done;
  },
};
