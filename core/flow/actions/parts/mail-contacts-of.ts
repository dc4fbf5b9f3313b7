import { type AssociationType, CONTACT } from '../../../crm/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { RunContext } from '../../engine/index.ts';
import type { Reason } from '../../reasons/index.ts';
import {
  type CompileContext,
  type External,
  type Misconfigured,
  misconfigured,
  type Requested,
} from '../action-type.ts';
import { MAIL_RECIPIENTS_MAX, outcomeOfMails } from './outcome-of-mails.ts';

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
    finish: (results) => outcomeOfMails(results, { part: 'recordId', whom: 'contacts' }, action.connection),
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

function failed(reason: Reason, message: string) {
  return { kind: 'failed', reason, message } as const;
}
