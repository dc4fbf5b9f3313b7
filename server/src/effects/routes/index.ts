import type { App } from '../../platform/index.ts';
import type { EffectService } from '../effect-service.ts';
import { handRoutes } from './by-hand.ts';
import { ledgerRoutes } from './ledger.ts';

/** The list of the routes of effects. */
export function effectRoutes(app: App, service: EffectService): void {
  ledgerRoutes(app, service);
  handRoutes(app, service);
}
