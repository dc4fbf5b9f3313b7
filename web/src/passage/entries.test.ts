import { expect, test } from 'vitest';
import type { Step, TimelineEntry } from '../api/index.ts';
import { entriesOf } from './entries.ts';

const AT = Date.parse('2027-03-01T10:00:00.000Z');
const iso = (minutes: number) => new Date(AT + minutes * 60_000).toISOString();
const step = (number: number, minutes: number): Step => ({
  flowId: '1',
  enrollmentId: '7',
  number,
  objectId: '5',
  revisionId: '1',
  actionId: String(number),
  actionTypeId: '0-5',
  outcome: 'SUCCEEDED',
  reason: null,
  detail: null,
  startedAt: iso(minutes),
  at: iso(minutes),
});
const change = (minutes: number, actionId: string | null) =>
  ({
    id: `c${minutes}`,
    kind: 'CHANGE',
    at: iso(minutes),
    change: 'UPDATED',
    objectId: '5',
    source: { type: actionId ? 'FLOW' : 'API', id: '1', name: null, enrollmentId: actionId && '7', actionId },
    properties: [{ name: 'city', before: null, after: 'Bern' }],
    association: null,
    listId: null,
    mergedInto: null,
  }) as Extract<TimelineEntry, { kind: 'CHANGE' }>;

test('steps and what happened meanwhile stand in the order of time, with idle times between', () => {
  const entries = entriesOf(
    iso(0),
    [step(1, 0), step(2, 1440), step(3, 1441)],
    [change(1440, '2'), change(60, null)],
  );
  expect(entries.map((entry) => entry.kind)).toEqual(['STEP', 'GAP', 'MEANWHILE', 'GAP', 'STEP', 'STEP']);
  expect(entries[1]).toMatchObject({ ms: 60 * 60_000 });
  expect(entries[4]).toMatchObject({ step: { number: 2 }, written: [{ name: 'city', after: 'Bern' }] });
  expect(entries[5]).toMatchObject({ written: [] });
});

test('an action that is visited twice has written what it wrote at each visit', () => {
  const again = { ...step(2, 60), actionId: '1' };
  const entries = entriesOf(iso(0), [step(1, 0), again], [change(60, '1')]);
  expect(entries.filter(({ kind }) => kind === 'STEP')).toMatchObject([
    { written: [] },
    { written: [{ name: 'city' }] },
  ]);
});
