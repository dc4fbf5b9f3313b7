import type { Entering } from '../entering.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Lets a record into a flow, or writes into the flow's history why not. The batch stores it with its passages. */
export interface Enroll extends Entering {
  readonly kind: 'enroll';
}

export const enroll: ApplyWrite<Enroll> = (workspace, write) => {
  workspace.enroll(write);
};
