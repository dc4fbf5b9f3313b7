import type { Given } from '../../api/index.ts';
import { objectsAt, printRaw, type RawFlow, textAt, textsAt } from '../../flow-body/index.ts';
import { instantOf } from '../../kit/index.ts';
import type { NamedValue, OccurredEvent, TestRequest, When } from '../state/index.ts';

type Body = Omit<Given<'POST /millrace/v1/flows/simulate'>['body'], 'flow'>;

/** What a test begins with: it comes in as the flow lets it in. */
export function firstRequest(flow: RawFlow): TestRequest {
  return {
    who: 'RECORD',
    objectId: '',
    properties: [],
    associations: [],
    lists: [],
    subscriptions: [],
    start: '',
    recordAsOf: 'START',
    ...entranceOf(flow),
    events: [],
    changes: [],
    results: [],
    branches: {},
    runsCode: false,
    follows: false,
  };
}

/** How records come into a flow: by hand where nothing else lets them in, by the first of its events where it waits for events. */
export function entranceOf(flow: RawFlow): Pick<TestRequest, 'entry' | 'event' | 'joinedList'> {
  const criteria = flow['enrollmentCriteria'];
  const none = { event: undefined, joinedList: '' };
  if (flow['enrollmentSchedule']) return { entry: 'AUTOMATIC', ...none };
  switch (textAt(criteria, 'type')) {
    case 'EVENT_BASED': {
      const [event] = objectsAt(criteria, 'eventFilterBranches');
      if (event) return { entry: 'AUTOMATIC', event: eventFor(event), joinedList: '' };
      const list = objectsAt(criteria, 'listMembershipFilterBranches')
        .flatMap((branch) => objectsAt(branch, 'filters'))
        .map((filter) => textAt(filter, 'listId'))
        .find((id) => id !== '');
      return { entry: 'AUTOMATIC', event: undefined, joinedList: list ?? '' };
    }
    case 'LIST_BASED':
      return { entry: 'AUTOMATIC', ...none };
    default:
      return { entry: 'MANUAL', ...none };
  }
}

/** An event that a filter branch waits for, with the first value that each of its filters takes. */
export function eventFor(branch: RawFlow): OccurredEvent {
  const values = objectsAt(branch, 'filters').flatMap((filter) => {
    const operation = filter['operation'];
    const value = textsAt(operation, 'values')[0] ?? (textAt(operation, 'value') || textAt(filter, 'formId'));
    return value ? [[textAt(filter, 'property'), value] as const] : [];
  });
  return { eventTypeId: textAt(branch, 'eventTypeId'), properties: Object.fromEntries(values) };
}

/** Why it cannot be run yet, or undefined. */
export function missingOf({ who, objectId }: TestRequest): string | undefined {
  return who === 'RECORD' && objectId.trim() === '' ? 'Choose a record first.' : undefined;
}

/** The request as the API takes it, in the order of the form. */
export function bodyOf(request: TestRequest, zone: string): Body {
  const { start, recordAsOf, entry, event, joinedList } = request;
  const startAt = instantText(start, zone);
  const isByItself = entry === 'AUTOMATIC';
  return {
    ...whoOf(request),
    ...(startAt === undefined ? {} : { startAt }),
    ...(startAt !== undefined && request.who === 'RECORD' ? { recordAsOf } : {}),
    entry,
    ...(isByItself && event ? { event: givenEvent(event) } : {}),
    ...(isByItself && !event && joinedList !== '' ? { joinedList } : {}),
    // Whoever would not come in is told why, and sees what would have happened.
    evenIfRefused: true,
    assume: assumptionsOf(request, zone),
    ...(request.runsCode ? { runCode: true } : {}),
    ...(request.follows ? { follow: true } : {}),
  };
}

/** The body with the flow as it stands, digit for digit. */
export function printBody(body: Body, flow: RawFlow | undefined): string {
  const text = JSON.stringify(body);
  return flow ? `{"flow":${printRaw(flow)},${text.slice(1)}` : text;
}

function whoOf(request: TestRequest): Pick<Body, 'objectId' | 'record'> {
  const { who, objectId, properties, associations, lists, subscriptions } = request;
  if (who === 'RECORD') return { objectId: objectId.trim() };
  return {
    record: {
      properties: valuesOf(properties),
      associations: associations.map((each) => ({
        objectTypeId: each.objectTypeId,
        ...(each.isMadeUp ? { properties: valuesOf(each.properties) } : { objectId: each.objectId.trim() }),
      })),
      lists: [...lists],
      subscriptions: subscriptions.map(({ id, isIn }) => ({
        subscriptionId: id,
        status: isIn ? ('SUBSCRIBED' as const) : ('UNSUBSCRIBED' as const),
      })),
    },
  };
}

function assumptionsOf({ events, changes, results, branches }: TestRequest, zone: string): Body['assume'] {
  return {
    events: events.map(({ when, ...event }) => ({ ...givenEvent(event), ...whenOf(when, zone) })),
    changes: changes.map(({ name, value, when }) => ({
      properties: { [name]: value },
      ...whenOf(when, zone),
    })),
    results: results.map(({ actionId, kind, status, message, outputs }) => ({
      actionId,
      ...(kind === 'STATUS' ? { status: Number(status) } : { outcome: kind }),
      ...(kind === 'FAILED' && message !== '' ? { message } : {}),
      outputs: valuesOf(outputs),
    })),
    branches: Object.entries(branches).map(([actionId, index]) => ({ actionId, index })),
  };
}

/** What was not filled in is not given. */
function givenEvent({ eventTypeId, properties }: OccurredEvent): OccurredEvent {
  const given = Object.entries(properties).filter(([, value]) => value !== '');
  return { eventTypeId, properties: Object.fromEntries(given) };
}

function valuesOf(named: readonly NamedValue[]): Record<string, string> {
  return Object.fromEntries(named.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]));
}

/** The units of ISO 8601 that a form offers. */
const PERIODS = { MINUTES: ['PT', 'M'], HOURS: ['PT', 'H'], DAYS: ['P', 'D'], WEEKS: ['P', 'W'] } as const;

function whenOf(when: When, zone: string): { readonly after: string } | { readonly at: string } {
  if (when.kind === 'AFTER') {
    const [sign, letter] = PERIODS[when.unit];
    return { after: `${sign}${when.count.trim() || '0'}${letter}` };
  }
  return { at: instantText(when.local, zone) ?? when.local };
}

function instantText(local: string, zone: string): string | undefined {
  if (local === '') return undefined;
  const at = instantOf(local, zone);
  return at === undefined ? local : new Date(at).toISOString();
}
