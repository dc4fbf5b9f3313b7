import { EVENT_TYPES, type UnifiedEventsBranch } from '../../../criteria/index.ts';
import { CONTACT } from '../../../crm/index.ts';
import { type Problem, quote } from '../../../problem/index.ts';
import type { RecordRef } from '../../../record/index.ts';
import type { Action, FlowDefinition } from '../../definition/index.ts';
import { type Ask, type RunContext, writable } from '../../engine/index.ts';
import { outputOf } from '../../values/index.ts';

/** Whose events are waited for. */
export type Source =
  | { readonly kind: 'enrolled' }
  /** The enrolled record's, about the mail of an earlier action. */
  | { readonly kind: 'mail'; readonly emailId: string }
  /** Of the record that an earlier action has made; of a task, that it is completed. */
  | { readonly kind: 'made'; readonly actionId: string; readonly objectTypeId: string };

export const TASK = '0-27';
const STATUS = 'hs_task_status';

/** Types of action that make one record, with its type where it is always the same. */
const MAKERS: Readonly<Record<string, string | null>> = { '0-3': TASK, '0-14': null };

/** Events of mails carry the email that was sent. */
export const MAIL_EVENTS: ReadonlySet<string> = new Set([
  EVENT_TYPES.EMAIL_SENT,
  EVENT_TYPES.EMAIL_DELIVERED,
  EVENT_TYPES.EMAIL_OPENED,
  EVENT_TYPES.EMAIL_LINK_CLICKED,
  EVENT_TYPES.EMAIL_REPLIED,
  EVENT_TYPES.EMAIL_BOUNCED,
  EVENT_TYPES.EMAIL_SUBSCRIPTION_UPDATED,
  EVENT_TYPES.EMAIL_MARKED_SPAM,
]);

interface Given {
  readonly action_id?: string | undefined;
  readonly event_filter_branches: readonly UnifiedEventsBranch[];
}

type Found =
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Reads whose events they are, from the id of an earlier action, and whether they can be waited for. */
export function sourceOf(
  { action_id: actionId, event_filter_branches: branches }: Given,
  actions: FlowDefinition['actions'],
  objectTypeId: string,
): Found {
  if (actionId === undefined)
    return branches.length > 0
      ? { kind: 'source', source: { kind: 'enrolled' } }
      : problem('event_filter_branches', 'is empty: it must say which event to wait for.', 'REQUIRED');
  const action = actions.find((each) => each.actionId === actionId);
  if (!action)
    return problem('action_id', `${quote(actionId)} is not an action of this flow.`, 'UNKNOWN_ACTION');
  const emailId = emailOf(action);
  if (emailId !== undefined)
    return objectTypeId === CONTACT ? ofMail(emailId, branches) : ofContacts(actionId);
  const madeType = madeBy(action);
  if (madeType === undefined) {
    const what = 'neither makes a record nor sends a marketing email, so nothing of it can be waited for.';
    return problem('action_id', `${quote(actionId)} ${what}`, 'NOT_AWAITABLE');
  }
  if (branches.length === 0 && madeType !== TASK)
    return problem(
      'event_filter_branches',
      'is empty: only a task can be waited for until it is completed.',
      'REQUIRED',
    );
  return { kind: 'source', source: { kind: 'made', actionId, objectTypeId: madeType } };
}

/** What happens to a mail happens to the contact who got it; a wait looks at one record, and here it is another's. */
function ofContacts(actionId: string): Found {
  const says =
    `${quote(actionId)} mails the contacts around the record, and events of mails are theirs: none of them would end this wait. ` +
    'Wait for them in a flow over contacts.';
  return problem('action_id', says, 'NOT_AWAITABLE');
}

function ofMail(emailId: string, branches: readonly UnifiedEventsBranch[]): Found {
  if (branches.length === 0)
    return problem(
      'event_filter_branches',
      `is empty: it must say what is waited for, such as ${quote(EVENT_TYPES.EMAIL_OPENED)} (opened).`,
      'REQUIRED',
    );
  const index = branches.findIndex(({ eventTypeId }) => !MAIL_EVENTS.has(eventTypeId));
  if (index < 0) return { kind: 'source', source: { kind: 'mail', emailId } };
  const path = `event_filter_branches[${index}].eventTypeId`;
  return problem(
    path,
    `${quote(branches[index]!.eventTypeId)} is no event of a mail, and action_id names one.`,
    'NOT_AWAITABLE',
  );
}

function emailOf(action: Action): string | undefined {
  if (action.type !== 'SINGLE_CONNECTION' || action.actionTypeId !== '0-4') return undefined;
  const { content_id: id } = action.fields;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function madeBy(action: Action): string | undefined {
  if (action.type !== 'SINGLE_CONNECTION' || !Object.hasOwn(MAKERS, action.actionTypeId)) return undefined;
  const { object_type_id: given } = action.fields;
  return MAKERS[action.actionTypeId] ?? (typeof given === 'string' ? given : undefined);
}

function problem(field: string, says: string, code: string): Found {
  const path = `fields.${field}`;
  return { kind: 'problem', problem: { path, code, message: `${path} ${says}` } };
}

/** The record to watch. It is held until the wait is stored, so that nothing happens to it in between. */
export type Watched =
  | { readonly kind: 'record'; readonly ref: RecordRef; readonly isCompleted: boolean }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  /** There is nothing to wait for; `isGone`: there has been. */
  | { readonly kind: 'nothing'; readonly isGone: boolean; readonly message: string };

export function watchedRecord(source: Source, run: RunContext): Watched {
  if (source.kind !== 'made') {
    const { objectTypeId, id } = run.record;
    return { kind: 'record', ref: { objectTypeId, id }, isCompleted: false };
  }
  const { actionId, objectTypeId } = source;
  const id = outputOf(actionId, 'hs_object_id', run);
  if (id.kind !== 'value' || id.value === null)
    return {
      kind: 'nothing',
      isGone: false,
      message: `The action ${quote(actionId)} has made no record in this passage.`,
    };
  const ref = { objectTypeId, id: id.value };
  const held = writable(run.workspace, ref);
  if (held.kind === 'needs') return held;
  if (held.kind === 'gone')
    return {
      kind: 'nothing',
      isGone: true,
      message: `The record ${ref.id} that the action ${quote(actionId)} has made is deleted.`,
    };
  return {
    kind: 'record',
    ref,
    isCompleted: objectTypeId === TASK && held.image.properties[STATUS] === 'COMPLETED',
  };
}

/** The property by which a task tells that it is completed. */
export const COMPLETION = STATUS;
