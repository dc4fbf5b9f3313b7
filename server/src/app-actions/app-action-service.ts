import type { RedactorOf, SecretBox } from '../accounts/index.ts';
import type { Sandbox } from '../code/index.ts';
import type { Woken } from '../effects/index.ts';
import type { Store, Unit } from '../history/index.ts';
import type { Outgoing } from '../outgoing/index.ts';

/** Completed; unknown, 404; or used, 410: completed before, expired, or never waited for. */
export type CallbackAnswered = 'completed' | 'unknown' | 'used';

/** What the routes of app actions work with. */
export interface AppActionService {
  readonly store: Store;
  readonly secrets: SecretBox;
  /** Takes the secrets of an account out of what receivers say. */
  readonly redactorOf: RedactorOf;
  readonly sandbox: Pick<Sandbox, 'run'>;
  readonly outgoing: Pick<Outgoing, 'request'>;
  /** Observes callbacks: how they were answered. */
  readonly observe: (answered: CallbackAnswered, count: number) => void;
  /** Makes enrollments due whose outcome has come. */
  readonly wake: (unit: Unit, woken: readonly Woken[]) => Promise<void>;
  /** Makes enrollments due that are held at actions of a type, which may run now. */
  readonly retryHeld: (accountId: string, actionTypeId: string) => Promise<void>;
}
