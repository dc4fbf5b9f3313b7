import type { Notification } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Tells a user of the account something about a record. */
export interface Notify extends Omit<Notification, 'cause'> {
  readonly kind: 'notify';
}

export const notify: ApplyWrite<Notify> = ({ world }, { kind: _, ...notification }, cause) => {
  world.notifications.push({ ...notification, cause });
};
