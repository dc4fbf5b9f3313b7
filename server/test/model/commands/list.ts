import fc from 'fast-check';
import { changeContact } from './change-contact.ts';
import { changeMembership } from './change-membership.ts';
import type { CommandKind } from './command.ts';
import { createContact } from './create-contact.ts';
import { deleteContact } from './delete-contact.ts';
import { deleteFlow } from './delete-flow.ts';
import { editFlow } from './edit-flow.ts';
import { enroll } from './enroll.ts';
import { mergeContacts } from './merge-contacts.ts';
import { pass } from './pass.ts';
import { pause } from './pause.ts';
import { pauseEnrollment } from './pause-enrollment.ts';
import { releasePins } from './release-pins.ts';
import { skipWait } from './skip-wait.ts';
import { steer } from './steer.ts';
import { switchFlow } from './switch-flow.ts';
import { undeleteFlow } from './undelete-flow.ts';
import { unenroll } from './unenroll.ts';
import { visitPage } from './visit-page.ts';

/** Every kind of command, and how often it comes. */
const KINDS: Readonly<Record<string, readonly [weight: number, kind: CommandKind]>> = {
  changeContact: [20, changeContact],
  pass: [28, pass],
  editFlow: [8, editFlow],
  enroll: [20, enroll],
  visitPage: [8, visitPage],
  switchFlow: [3, switchFlow],
  changeMembership: [4, changeMembership],
  createContact: [2, createContact],
  deleteContact: [1, deleteContact],
  deleteFlow: [1, deleteFlow],
  undeleteFlow: [2, undeleteFlow],
  unenroll: [2, unenroll],
  mergeContacts: [1, mergeContacts],
  pause: [5, pause],
  pauseEnrollment: [3, pauseEnrollment],
  skipWait: [3, skipWait],
  steer: [4, steer],
  releasePins: [2, releasePins],
};

/** A command as it is drawn: whether everything comes to rest after it, before the next. */
export interface Command {
  readonly kind: string;
  readonly given: unknown;
  readonly settles: boolean;
}

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  ...Object.entries(KINDS).map(([kind, [weight, { given }]]) => ({
    weight,
    arbitrary: fc.record({ kind: fc.constant(kind), given, settles: fc.boolean() }),
  })),
);

export function kindOf({ kind }: Command): CommandKind {
  return KINDS[kind]![1];
}
