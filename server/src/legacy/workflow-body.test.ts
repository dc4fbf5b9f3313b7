import { checkFlow, parseFlowForCreate } from '@millrace/core/flow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowOfWorkflow } from './workflow-body.ts';

const text = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' });
const filter = fc.oneof(
  fc.record({ property: text, operator: fc.constantFrom('IS_EMPTY', 'IS_NOT_EMPTY') }),
  fc.record({
    property: text,
    type: fc.constant('string'),
    operator: fc.constantFrom('EQ', 'NEQ', 'CONTAINS'),
    value: fc.constantFrom('a', 'a;b'),
  }),
  fc.record({
    property: text,
    type: fc.constant('number'),
    operator: fc.constantFrom('GT', 'LTE', 'NEQ'),
    value: fc.integer(),
  }),
);
const filters = fc.array(fc.array(filter, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

const plain = fc.oneof(
  fc.record({ type: fc.constant('DELAY'), delayMillis: fc.integer({ min: 0, max: 1e10 }) }),
  fc.record({
    type: fc.constant('SET_CONTACT_PROPERTY'),
    propertyName: text,
    newValue: fc.oneof(text, fc.integer(), fc.boolean()),
  }),
  fc.record({ type: fc.constant('ADD_SUBTRACT_PROPERTY'), propertyName: text, incrementBy: fc.integer() }),
  fc.record({ type: fc.constant('EMAIL'), emailContentId: fc.nat() }),
  fc.record(
    {
      type: fc.constant('WEBHOOK'),
      url: fc.constant('https://hooks.example.test/x'),
      authCreds: fc.record({ user: fc.constant('u'), password: text }),
    },
    { requiredKeys: ['type', 'url'] },
  ),
);
const { actions } = fc.letrec<{ actions: unknown[]; branch: unknown }>((tie) => ({
  actions: fc
    .tuple(fc.array(plain, { maxLength: 4 }), fc.option(tie('branch'), { maxDepth: 4 }))
    .map(([row, branch]) => (branch === null ? row : [...row, branch])),
  branch: fc.record({
    type: fc.constant('BRANCH'),
    filters,
    acceptActions: tie('actions'),
    rejectActions: tie('actions'),
  }),
}));
const workflow = fc.record(
  {
    name: text,
    type: fc.constant('DRIP_DELAY'),
    actions,
    enabled: fc.boolean(),
    segmentCriteria: filters,
    goalCriteria: filters,
    onlyExecOnBizDays: fc.boolean(),
    nurtureTimeRange: fc.record({
      enabled: fc.boolean(),
      startHour: fc.integer({ min: 0, max: 8 }),
      stopHour: fc.integer({ min: 9, max: 24 }),
    }),
    allowContactToTriggerMultipleTimes: fc.boolean(),
  },
  { requiredKeys: ['name', 'type', 'actions'] },
);

test('every workflow that is understood is a flow that is taken', () => {
  fc.assert(
    fc.property(workflow, (body) => {
      const flow = flowOfWorkflow(body, () => 'a_secret');
      if (!flow.ok) throw new Error(JSON.stringify(flow.problems));
      const parsed = parseFlowForCreate(JSON.parse(JSON.stringify(flow.value)));
      expect(parsed.ok ? checkFlow(parsed.value) : parsed.problems).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('whatever else is sent, the problems are told and nothing is thrown', () => {
  const anything = fc.jsonValue({ maxDepth: 6 });
  let refused = 0;
  const spoilt = fc
    .tuple(
      workflow,
      fc.constantFrom(
        'name',
        'type',
        'actions',
        'segmentCriteria',
        'goalCriteria',
        'nurtureTimeRange',
        'suppressionListIds',
      ),
      anything,
    )
    .map(([body, member, value]) => ({ ...body, [member]: value }));
  fc.assert(
    fc.property(fc.oneof(anything, spoilt), (body) => {
      const flow = flowOfWorkflow(body, () => 'a_secret');
      if (flow.ok) return;
      refused++;
      expect(flow.problems).not.toEqual([]);
      for (const { message } of flow.problems) expect(message).not.toBe('');
    }),
    { numRuns: 1_000 },
  );
  expect(refused).toBeGreaterThan(500);
});
