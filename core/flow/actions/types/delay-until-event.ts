import * as z from 'zod';
import { compileEvent, EVENT_TYPES, watchedProperties } from '../../../criteria/index.ts';
import { CONTACT } from '../../../crm/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { ANY_PROPERTY, type Topic } from '../../engine/index.ts';
import { type ActionProblem, type CompileContext, internal, misconfigured } from '../action-type.ts';
import { earlierAction, events, type Given, optional, said, wholeNumber } from '../fields.ts';
import { COMPLETION, MAIL_EVENTS, type Source, sourceOf, TASK } from '../parts/awaited-source.ts';
import { unreadFields } from '../parts/wait-fields.ts';
import { type AwaitedEvents, waitForEvent } from '../parts/wait-for-event.ts';
import { amountText } from '../parts/wait-text.ts';
import { sayDelayUntilEvent } from './delay-until-event.say.ts';

const minutes = wholeNumber('Give up after so many minutes');

const fields = {
  event_filter_branches: said(events('Events'), 'Any of these ends the wait.'),
  expiration_minutes: said(
    optional({ ...minutes, schema: minutes.schema.pipe(z.int().min(1)) }),
    'In minutes; empty: for as long as it takes.',
  ),
  action_id: said(
    optional(earlierAction('Of an earlier action')),
    'Only events of what this action sent or made count.',
  ),
};
type Fields = Given<typeof fields>;

const opened = {
  filterBranchType: 'UNIFIED_EVENTS',
  filterBranchOperator: 'AND',
  operator: 'HAS_COMPLETED',
  eventTypeId: EVENT_TYPES.EMAIL_OPENED,
  filterBranches: [],
  filters: [],
};

export const delayUntilEvent = internal({
  id: '0-29',
  say: sayDelayUntilEvent,
  name: 'Delay until an event',
  says:
    'Waits until one of `event_filter_branches` happens to the enrolled record while it waits: what has happened before does not count, nor what ' +
    'is told late and had happened before. After `expiration_minutes` it goes on all the same; without them it waits for as long as it takes. ' +
    '`action_id`, which the original does not have, names an earlier action: of one that sends a marketing email, events of that mail count; of ' +
    'one that makes a record, those of that record; of one that makes a task, without any event, that the task is completed.',
  summary: 'Waits until something happens, or until a time has passed.',
  icon: 'hourglass',
  group: 'DELAYS',
  isFlowControl: true,
  waits: true,
  outputs: [
    {
      key: 'hs_event_criteria_met',
      says: '`true` when the event has happened, `false` when the time was over first.',
    },
  ],
  fields,
  compile: (given, action: SingleConnectionAction, context) => {
    const found = sourceOf(given, context.actions ?? [], context.objectTypeId);
    if (found.kind === 'problem') return misconfigured([found.problem]);
    const awaited = awaitedEvents(given, found.source, context);
    return (run) => waitForEvent(run, awaited, action.connection);
  },
  foresee: (given, action: SingleConnectionAction, context) => [
    ...unreadFields(action, fields),
    ...given.event_filter_branches.flatMap((branch, index) => problemsOf(given, branch, index, context)),
  ],
  staysWithRecord: (given, _, context) => {
    const found = sourceOf(given, context.actions ?? [], context.objectTypeId);
    return found.kind === 'problem' || found.source.kind !== 'made';
  },
  awaits: (given, { objectTypeId, actions }) => {
    const found = sourceOf(given, actions, objectTypeId);
    if (found.kind === 'problem') return [];
    const of =
      found.source.kind === 'made'
        ? ({ objectTypeId: found.source.objectTypeId, ofAnother: true } as const)
        : { objectTypeId };
    return topicsOf(given, found.source).map((topic) => ({ ...topic, ...of }));
  },
  examples: [
    {
      shows: 'Until a mail is opened, for three days at most.',
      action: { fields: { event_filter_branches: [opened], expiration_minutes: '4320' } },
      outcome: {
        outcome: 'WAITING',
        waitsUntil: '2026-03-05T09:00:00.000Z',
        wakes: ['event 0-1/101 4-666440'],
      },
    },
    {
      shows: 'Until a property is given a value, for as long as it takes.',
      action: {
        fields: {
          event_filter_branches: [
            {
              ...opened,
              eventTypeId: EVENT_TYPES.PROPERTY_CHANGED,
              filters: [
                {
                  filterType: 'PROPERTY',
                  property: 'hs_name',
                  operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'lifecyclestage' },
                },
              ],
            },
          ],
        },
      },
      outcome: {
        outcome: 'WAITING',
        waitsUntil: null,
        wakes: ['property 0-1/101 lifecyclestage'],
      },
    },
    {
      shows: 'Without an event, and without an action to wait for, it holds what comes to it.',
      action: { fields: { event_filter_branches: [], expiration_minutes: '60' } },
      outcome: { outcome: 'WAITING', reason: 'INVALID_CONFIGURATION', waitsUntil: null },
    },
    {
      shows: 'So does a time that is none.',
      action: { fields: { event_filter_branches: [opened], expiration_minutes: '-5' } },
      outcome: { outcome: 'WAITING', reason: 'INVALID_CONFIGURATION', waitsUntil: null },
    },
  ],
});

function awaitedEvents(
  given: Fields,
  source: Source,
  { schema, timeZone, objectTypeId }: CompileContext,
): AwaitedEvents {
  const { event_filter_branches: branches, expiration_minutes: minutes } = given;
  const propertyOf = (typeId: string, name: string) => schema.properties(typeId).get(name);
  const of = source.kind === 'made' ? source.objectTypeId : objectTypeId;
  const compiled = branches.map((branch) => compileEvent(branch, { objectTypeId: of, timeZone, propertyOf }));
  return {
    source,
    minutes,
    topics: topicsOf(given, source),
    isOfTask: isCompletion(given, source),
    eventTypeIds: [...new Set(compiled.map(({ eventTypeId }) => eventTypeId))],
    says: textOf(given, source),
    isMet: (occurrence, now) =>
      (source.kind !== 'mail' || occurrence.properties['hs_email_id'] === source.emailId) &&
      compiled.some((event) => event.eventTypeId === occurrence.eventTypeId && event.met(occurrence, now)),
  };
}

function isCompletion({ event_filter_branches: branches }: Fields, source: Source): boolean {
  return source.kind === 'made' && source.objectTypeId === TASK && branches.length === 0;
}

/** What is looked out for; of a record that an action has made, also that it goes. */
function topicsOf(given: Fields, source: Source): Topic[] {
  const topics = given.event_filter_branches.flatMap((branch): Topic[] => {
    if (branch.eventTypeId !== EVENT_TYPES.PROPERTY_CHANGED) return [{ eventTypeId: branch.eventTypeId }];
    return (watchedProperties(branch) ?? [ANY_PROPERTY]).map((property) => ({ property }));
  });
  const completion = isCompletion(given, source) ? [{ property: COMPLETION }] : [];
  return [...topics, ...completion, ...(source.kind === 'made' ? [{ presence: true } as const] : [])];
}

function textOf(
  { event_filter_branches: branches, expiration_minutes: minutes, action_id }: Fields,
  source: Source,
): string {
  const events = branches.map(({ eventTypeId }) => `the event ${eventTypeId}`).join(' or ');
  const of = action_id === undefined ? '' : ` of action ${action_id}`;
  const what = isCompletion({ event_filter_branches: branches } as Fields, source)
    ? `the completion of the task${of}`
    : events + of;
  return minutes === undefined ? what : `${what}, for ${amountText(minutes, 'MINUTES')} at most`;
}

/** Events that never happen to a record that is there, and filters that cannot be asked. */
function problemsOf(
  given: Fields,
  branch: Fields['event_filter_branches'][number],
  index: number,
  { schema, timeZone, objectTypeId }: CompileContext,
): ActionProblem[] {
  const at = `fields.event_filter_branches[${index}]`;
  const propertyOf = (typeId: string, name: string) => schema.properties(typeId).get(name);
  const problems: ActionProblem[] = compileEvent(branch, { objectTypeId, timeZone, propertyOf }).problems.map(
    ({ path, code, message }) => ({
      path: path === '' ? at : `${at}.${path}`,
      code,
      message: `${at}: ${message} No event meets it.`,
      severity: 'warning',
    }),
  );
  const warn = (member: string, code: string, says: string) =>
    problems.push({ path: `${at}.${member}`, code, message: `${at}.${member} ${says}`, severity: 'warning' });
  const end =
    given.expiration_minutes === undefined ? 'it waits for ever' : 'it waits until its time is over';
  if (branch.eventTypeId === EVENT_TYPES.OBJECT_CREATED)
    warn('eventTypeId', 'NEVER', `"${branch.eventTypeId}" has happened to every record that waits: ${end}.`);
  if (MAIL_EVENTS.has(branch.eventTypeId) && given.action_id === undefined && objectTypeId !== CONTACT)
    warn(
      'eventTypeId',
      'NEVER',
      `"${branch.eventTypeId}" happens to contacts, and this flow is over others: ${end}.`,
    );
  if (branch.operator === 'HAS_NOT_COMPLETED')
    warn('operator', 'NOT_READ', '"HAS_NOT_COMPLETED" is not read: it waits until the event happens.');
  return problems;
}
