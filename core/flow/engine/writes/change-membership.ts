import type { RecordRef } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Puts a record into a list, or takes it out. Only called for a real change. */
export interface ChangeMembership {
  readonly kind: 'joinList' | 'leaveList';
  readonly ref: RecordRef;
  readonly listId: string;
}

export const changeMembership: ApplyWrite<ChangeMembership> = (workspace, { kind, ref, listId }, cause) => {
  const joins = kind === 'joinList';
  workspace.world.changeMembership(ref, listId, joins ? 'join' : 'leave', cause);
  workspace.keep({ kind: 'membership', ref, list: listId }, joins);
};
