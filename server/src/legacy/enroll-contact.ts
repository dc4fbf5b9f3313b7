import { noteAudit } from '../audit/index.ts';
import { enrolledByHand, enrollRecords, unenroll, unenrolledByHand } from '../enrollments/index.ts';
import { loadPrograms, requireFlow } from '../flows/index.ts';
import type { Store } from '../history/index.ts';
import { type Caller, notFound, refused } from '../platform/index.ts';
import { findContact, noContact } from './find-contact.ts';
import { flowIdOf } from './read-workflows.ts';

/** Whom to let into which workflow, or out of it. */
export interface Wish {
  readonly workflowId: string;
  readonly email: string;
}

/**
 * Enrolls a contact by hand; one that is inside stays where it is, and so does one that has been, unless the workflow lets it in
 * again: scripts call this blindly, each night. 404 when either is not there, 400 when the workflow
 * is turned off or does not take the contact.
 */
export async function enrollContact(
  store: Store,
  caller: Caller,
  { workflowId, email }: Wish,
): Promise<void> {
  const flowId = await flowIdOf(store.sql, caller, workflowId);
  await requireFlow(store.sql, caller, flowId, 'write');
  await store.write(caller.accountId, async (unit) => {
    const contactId = await findContact(unit, email);
    const program = (await loadPrograms(unit.tx, unit.account, [flowId])).get(flowId);
    if (!program) throw notFound(`There is no workflow with the id ${workflowId}.`);
    if (!program.isEnabled) {
      throw refused(
        '',
        'FLOW_TURNED_OFF',
        `The workflow ${workflowId} is turned off; turn it on before enrolling.`,
      );
    }
    const [answer] = await enrollRecords(unit, program, [contactId], { kind: 'MANUAL' });
    await noteAudit(unit, caller, ...enrolledByHand(program, [answer!]));
    switch (answer!.outcome) {
      case 'ENROLLED':
      case 'ALREADY_ACTIVE':
      case 'ENROLLED_BEFORE':
        return;
      case 'RECORD_NOT_FOUND':
        throw noContact(email);
      default:
        throw refused(
          '',
          String(answer!.outcome),
          `The workflow ${workflowId} does not take the contact: ${answer!.outcome}.`,
        );
    }
  });
}

/** Unenrolls a contact; nothing happens when it is not inside. 404 when either is not there. */
export async function unenrollContact(
  store: Store,
  caller: Caller,
  { workflowId, email }: Wish,
): Promise<void> {
  const flowId = await flowIdOf(store.sql, caller, workflowId);
  await requireFlow(store.sql, caller, flowId, 'write');
  await store.write(caller.accountId, async (unit) => {
    const left = await unenroll(unit, flowId, [await findContact(unit, email)], 'MANUAL');
    const program = (await loadPrograms(unit.tx, unit.account, [flowId])).get(flowId);
    if (program) await noteAudit(unit, caller, ...unenrolledByHand(program, left));
  });
}
