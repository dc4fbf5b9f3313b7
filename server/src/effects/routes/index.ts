import type { Store } from '../../history/index.ts';
import type { App } from '../../platform/index.ts';
import type { FlowAccess } from '../open-effects.ts';
import type { WakeEnrollments } from '../woken.ts';
import { handRoutes } from './by-hand.ts';
import { ledgerRoutes } from './ledger.ts';

/** The services of these routes. */
export interface EffectService {
  readonly store: Store;
  readonly wakeEnrollments: WakeEnrollments;
  readonly flows: FlowAccess;
}

/** The list of the routes of effects. */
export function effectRoutes(app: App, service: EffectService): void {
  ledgerRoutes(app, service);
  handRoutes(app, service);
}
