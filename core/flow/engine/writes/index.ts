/** Writes of internal actions: applied at once to the workspace, committed with the step. A kind is a file, and a line in the list. */
import type { WriteCause } from '../../../record/index.ts';
import type { Workspace } from '../workspace.ts';
import { archiveRecord } from './archive-record.ts';
import { changeLink } from './change-link.ts';
import { changeMembership } from './change-membership.ts';
import { createRecord } from './create-record.ts';
import { enroll } from './enroll.ts';
import { handOff } from './hand-off.ts';
import { noteSubscription } from './note-subscription.ts';
import { notify } from './notify.ts';
import { setProperties } from './set-properties.ts';
import { takeTurn } from './take-turn.ts';
import type { ApplyWrite } from './write-kind.ts';

const WRITES = {
  setProperties,
  createRecord,
  archiveRecord,
  associate: changeLink,
  disassociate: changeLink,
  joinList: changeMembership,
  leaveList: changeMembership,
  notify,
  handOff,
  takeTurn,
  enroll,
  noteSubscription,
};

type Kinds = typeof WRITES;
export type Write = {
  [Kind in keyof Kinds]: Kinds[Kind] extends ApplyWrite<infer W> ? W : never;
}[keyof Kinds];

export function applyWrite(workspace: Workspace, write: Write, cause: WriteCause): void {
  (WRITES[write.kind] as ApplyWrite<Write>)(workspace, write, cause);
}
