import type { Store } from '../history/index.ts';
import type { FlowAccess } from './open-effects.ts';
import type { WakeEnrollments } from './woken.ts';

/** The services of the routes of effects. */
export interface EffectService {
  readonly store: Store;
  readonly wakeEnrollments: WakeEnrollments;
  readonly flows: FlowAccess;
}
