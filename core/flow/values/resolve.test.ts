import { describe, expect, test } from 'vitest';
import { World } from '../../record/index.ts';
import type { FlowDefinition, Value } from '../definition/index.ts';
import { type RunContext, Workspace } from '../engine/index.ts';
import { resolveValue } from './resolve.ts';

const record = {
  objectTypeId: '0-1',
  id: '7',
  properties: { firstname: 'Ada' },
  createdAt: 0,
  updatedAt: 0,
  archivedAt: null,
  createdByFlow: null,
};

/** What a value comes to, for a record that action 1 has run on and given an empty output. */
function resolved(value: Value, event?: Readonly<Record<string, string>>) {
  const known = ['firstname', 'lastname'];
  const context = {
    program: {
      definition: { dataSources: [] as FlowDefinition['dataSources'] },
      hasProperty: (_: string, name: string) => known.includes(name),
      nodes: new Map([
        ['1', {}],
        ['2', {}],
      ]),
    },
    enrollment: {
      outputs: { '1': { empty: '', code: '200' } },
      trigger: event ? { kind: 'EVENT', properties: event } : { kind: 'MANUAL' },
    },
    record,
    workspace: new Workspace(new World()),
    now: 0,
  } as unknown as RunContext;
  const found = resolveValue(value, context, 'UTC');
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
    [text(''), null],
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
    expect(resolved(asked('page'))).toBe('! EVENT_MISSING');
  });
});
