import { describe, expect, test } from 'vitest';
import { CrmSchema } from '../../crm/index.ts';
import type { PropertyDefinition } from '../../property/index.ts';
import { World } from '../../record/index.ts';
import type { FlowDefinition, Value } from '../definition/index.ts';
import { type RunContext, Workspace } from '../engine/index.ts';
import { resolveValue } from './resolve.ts';

const schema = new CrmSchema({
  objectTypes: [],
  properties: [],
  groups: [],
  associationTypes: [],
  pipelines: [],
});

const record = {
  objectTypeId: '0-1',
  id: '7',
  properties: {
    firstname: 'Ada',
    at: '2026-01-15T23:30:00.000Z',
    midnight: '2026-01-15T00:00:00.000Z',
    day: '2026-01-15',
  },
  createdAt: 0,
  updatedAt: 0,
  archivedAt: null,
  createdByFlow: null,
};

/** What a value comes to, for a record that action 1 has run on and given an empty output; for a property of a type, if told. */
function resolved(value: Value, event?: Readonly<Record<string, string>>, type?: 'date' | 'datetime') {
  const context = {
    program: {
      definition: { dataSources: [] as FlowDefinition['dataSources'] },
      schema,
      timeZone: 'Europe/Berlin',
      nodes: new Map([
        ['1', {}],
        ['2', {}],
      ]),
    },
    enrollment: {
      outputs: { '1': { empty: '', code: '200', at: '2026-01-15T23:30:00.000Z' } },
      trigger: event ? { kind: 'EVENT', properties: event } : { kind: 'MANUAL' },
    },
    record,
    workspace: new Workspace(new World()),
    now: Date.parse('2026-01-15T23:30:00Z'),
  } as unknown as RunContext;
  const target = type && { property: { name: 'signed', type } as PropertyDefinition, current: null };
  const found = resolveValue(value, context, 'Europe/Berlin', target);
  return found.kind === 'value' ? found.value : found.kind === 'failed' ? `! ${found.reason}` : '?';
}

const output = (actionId: string, dataKey: string): Value => ({ type: 'FIELD_DATA', actionId, dataKey });
const text = (staticValue: string): Value => ({ type: 'STATIC_VALUE', staticValue });
const own = (propertyName: string): Value => ({ type: 'OBJECT_PROPERTY', propertyName });

describe('no value is one thing, nothing known another', () => {
  test.each<[Value, string | null]>([
    [output('1', 'code'), '200'],
    [output('1', 'empty'), null],
    [output('1', 'other'), '! OUTPUT_MISSING'],
    [output('2', 'code'), '! OUTPUT_MISSING'],
    [output('9', 'code'), '! OUTPUT_MISSING'],
    [{ type: 'FETCHED_OBJECT_PROPERTY', propertyToken: 'company.name' }, '! INVALID_TOKEN'],
    [{ type: 'ENROLLMENT_EVENT_PROPERTY', enrollmentEventPropertyToken: '' }, '! INVALID_TOKEN'],
    [
      { type: 'ACTION_OUTPUT_OBJECT_PROPERTY', actionOutputPropertyToken: '{{ code | x }}' },
      '! INVALID_TOKEN',
    ],
    [text('{{ action_outputs.action_output_1.code }}'), '200'],
    [text('{{ action_outputs.action_output_1.empty }}'), null],
    [text('Code {{ action_outputs.action_output_2.code }}'), '! OUTPUT_MISSING'],
    [own('firstname'), 'Ada'],
    [own('lastname'), null],
    [own('nickname'), '! UNKNOWN_PROPERTY'],
    [text('{{ enrolled_object.lastname }}'), null],
    [text('Dear {{ enrolled_object.nickname }}'), '! UNKNOWN_PROPERTY'],
    [text('{{ enrolled_object }}'), '7'],
    [{ type: 'APPEND_OBJECT_PROPERTY', appendPropertyName: 'nickname' }, '! UNKNOWN_PROPERTY'],
    [text('{{ fetched_objects.nobody.name }}'), '! UNKNOWN_DATA_SOURCE'],
    [text('{{ nonsense.a }}'), '! UNKNOWN_TOKEN'],
    [text('Dear {{ enrolled_object.lastname|default("friend") }}'), 'Dear friend'],
    [text('{{ enrolled_object.lastname or enrolled_object.firstname|upper }}'), 'ADA'],
    [text('{{ enrolled_object.nickname|default("friend") }}'), '! UNKNOWN_PROPERTY'],
    [text('{{ nonsense|upper }}'), '! UNKNOWN_TOKEN'],
    [text(`{{ enrolled_object.firstname${'~enrolled_object.firstname'.repeat(9)} }}`), 'Ada'.repeat(10)],
    [text(''), null],
    [output('1', 'constructor'), '! OUTPUT_MISSING'],
    [output('toString', 'name'), '! OUTPUT_MISSING'],
    [own('constructor'), '! UNKNOWN_PROPERTY'],
    [own('__proto__'), '! UNKNOWN_PROPERTY'],
    [text('{{ enrolled_object.hasOwnProperty }}'), '! UNKNOWN_PROPERTY'],
    [text('{{ action_outputs.action_output_1.valueOf }}'), '! OUTPUT_MISSING'],
  ])('%j', (value, expected) => {
    expect(resolved(value)).toBe(expected);
  });

  test('an event has what it has; without one there is nothing to read', () => {
    const asked = (name: string): Value => ({
      type: 'ENROLLMENT_EVENT_PROPERTY',
      enrollmentEventPropertyToken: `{{ enrollment_events.event_1.${name} }}`,
    });
    expect(resolved(asked('page'), { page: 'home' })).toBe('home');
    expect(resolved(asked('referrer'), { page: 'home' })).toBe(null);
    expect(resolved(asked('constructor'), { page: 'home' })).toBe(null);
    expect(resolved(asked('page'))).toBe('! EVENT_MISSING');
  });
});

describe("a date is the day in the account's zone, however it is made", () => {
  const token = (path: string) => text(`{{ ${path} }}`);
  const event: Value = {
    type: 'ENROLLMENT_EVENT_PROPERTY',
    enrollmentEventPropertyToken: '{{ enrollment_events.event_1.at }}',
  };
  const inHalfAnHour = { delta: 30, timeUnit: 'MINUTES', daysOfWeek: [] } as const;

  test.each<[string, Value, string]>([
    ['a datetime property', own('at'), '2026-01-16'],
    ['one at midnight UTC', own('midnight'), '2026-01-15'],
    ['a date property', own('day'), '2026-01-15'],
    ['a token of a datetime', token('enrolled_object.at'), '2026-01-16'],
    ['a token of a date', token('enrolled_object.day'), '2026-01-15'],
    ['an output', output('1', 'at'), '2026-01-16'],
    ['a token of an output', token('action_outputs.action_output_1.at'), '2026-01-16'],
    ['milliseconds of an event', event, '2026-01-16'],
    ['now', { type: 'TIMESTAMP', timestampType: 'EXECUTION_TIME' }, '2026-01-16'],
    ['a time from now', { type: 'RELATIVE_DATETIME', timeDelay: inHalfAnHour }, '2026-01-16'],
    ['what the flow says', text('2026-01-15'), '2026-01-15'],
  ])('%s', (_, value, expected) => {
    expect(resolved(value, { at: String(Date.parse('2026-01-15T23:30:00Z')) }, 'date')).toBe(expected);
  });

  test('a day that an event writes in milliseconds, at midnight UTC, is that day', () => {
    const at = String(Date.UTC(2026, 0, 15));
    expect(resolved(event, { at }, 'date')).toBe(at);
  });

  test('for a datetime an instant stays what it is', () => {
    expect(resolved(own('at'), undefined, 'datetime')).toBe('2026-01-15T23:30:00.000Z');
    expect(resolved(own('day'), undefined, 'datetime')).toBe('2026-01-15');
  });
});
