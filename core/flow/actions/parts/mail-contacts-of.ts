import { type AssociationType, CONTACT } from '../../../crm/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { Outcome, PartResult, RunContext } from '../../engine/index.ts';
import {
  type CompileContext,
  type External,
  type Misconfigured,
  misconfigured,
  type Requested,
} from '../action-type.ts';
import { notDone } from './results.ts';

/** Contacts that one step mails at most; with more associated, it mails none rather than some. */
export const MAIL_RECIPIENTS_MAX = 1_000;
/** Recipients with an outcome of their own in the step; the others are only counted. */
const RECIPIENTS_TOLD = 100;

/** Mails every contact associated with the enrolled record, each by an effect of its own; the ids are fixed when the step begins. */
export function mailContactsOf(
  emailId: string,
  action: SingleConnectionAction,
  { schema, objectTypeId }: CompileContext,
): External | Misconfigured {
  const via = schema.defaultAssociationType(objectTypeId, CONTACT);
  if (!via) {
    const message = `actionTypeId "0-4": contacts cannot be associated with the object type ${objectTypeId}, so no contact can be mailed.`;
    return misconfigured([{ path: 'actionTypeId', code: 'NO_RECIPIENT', message }]);
  }
  return {
    request: (run) => requestOf(run, via, emailId),
    finish: (results) => outcomeOf(results, action),
  };
}

function requestOf({ record, workspace }: RunContext, via: AssociationType, emailId: string): Requested {
  const association = { category: via.category, typeId: via.typeId };
  const contacts = workspace.world.associated(record, association);
  if (!contacts) return { kind: 'needs', asks: [{ kind: 'associated', from: record, association }] };
  if (contacts.length === 0)
    return failed('NO_RECIPIENT', 'No contact is associated with the record, so no mail is sent.');
  if (contacts.length > MAIL_RECIPIENTS_MAX) {
    const many = `${contacts.length} contacts are associated with the record, more than the ${MAIL_RECIPIENTS_MAX}`;
    return failed('TOO_MANY_RECIPIENTS', `${many} that one step mails: no contact was mailed.`);
  }
  return {
    kind: 'request',
    effects: contacts.map((recordId) => ({
      type: 'email',
      part: recordId,
      request: { emailId, objectTypeId: CONTACT, recordId },
    })),
  };
}

/** Done when any contact was mailed: an unsubscribed contact does not undo the mail to the others. */
function outcomeOf(results: readonly PartResult[], action: SingleConnectionAction): Outcome {
  const recipients = results
    .slice(0, RECIPIENTS_TOLD)
    .map(({ part: recordId, result }) =>
      result.kind === 'done'
        ? { ...result.detail, recordId, outcome: 'SUCCEEDED' }
        : { recordId, outcome: 'FAILED', reason: result.reason, message: result.message },
    );
  const failures = results.flatMap(({ result }) => (result.kind === 'failed' ? [result] : []));
  const detail = { sent: results.length - failures.length, notSent: failures.length, recipients };
  if (failures.length < results.length) return { kind: 'done', connection: action.connection, detail };
  const { reason, message } = failures[0]!;
  const whole = results.length === 1 ? message : `None of ${results.length} contacts was mailed. ${message}`;
  const outcome = notDone({ kind: 'failed', reason, message: whole });
  return outcome.kind === 'failed' ? { ...outcome, detail } : outcome;
}

function failed(reason: string, message: string) {
  return { kind: 'failed', reason, message } as const;
}
