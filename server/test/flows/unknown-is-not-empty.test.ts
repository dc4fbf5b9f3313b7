import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, contactFlow, inARow, setProperty, to } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const steps = async (flowId: string) =>
  (await story.passage(flowId)).steps.map((step: Body) => [step.actionId, step.outcome, step.reason]);

async function run(actions: Body[], more: Body = {}, properties: Record<string, string> = {}) {
  const flowId = await story.givenFlow(contactFlow(actions, undefined, more));
  const contact = await story.givenContact({ jobtitle: 'before', ...properties });
  await story.enroll(flowId, contact);
  return { flowId, contact, jobtitle: (await story.properties('contacts', contact))['jobtitle'] };
}

const skipped = action('0-987', {});
const outputOfFirst = { type: 'FIELD_DATA', actionId: '1', dataKey: 'result' };

describe('what is not known clears nothing', () => {
  test('the output of an action that did not run', async () => {
    for (const value of [
      outputOfFirst,
      { type: 'STATIC_VALUE', staticValue: '{{ action_outputs.action_output_1.result }}' },
      {
        type: 'ACTION_OUTPUT_OBJECT_PROPERTY',
        actionOutputPropertyToken: '{{ action_outputs.action_output_1.result }}',
      },
    ]) {
      const { flowId, jobtitle } = await run(inARow(skipped, setProperty('jobtitle', value)));
      expect(await steps(flowId)).toEqual([
        ['1', 'SKIPPED', 'ACTION_NOT_SUPPORTED'],
        ['2', 'FAILED', 'OUTPUT_MISSING'],
      ]);
      expect(jobtitle).toBe('before');
    }
  });

  test('on associated records either', async () => {
    const company = await story.givenRecord('companies', { name: 'Ada Ltd', city: 'Bern' });
    const contact = await story.givenContact();
    await story.millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
    const flowId = await story.givenFlow(
      contactFlow(
        inARow(
          skipped,
          action('0-5', {
            property_name: 'city',
            value: outputOfFirst,
            association: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 },
          }),
        ),
      ),
    );
    await story.enroll(flowId, contact);
    expect((await steps(flowId)).at(-1)).toEqual(['2', 'FAILED', 'OUTPUT_MISSING']);
    expect(await story.properties('companies', company)).toMatchObject({ city: 'Bern' });
  });

  test.each([
    [{ type: 'OBJECT_PROPERTY', propertyName: 'no_such' }, 'UNKNOWN_PROPERTY'],
    [{ type: 'STATIC_VALUE', staticValue: '{{ enrolled_object.no_such }}' }, 'UNKNOWN_PROPERTY'],
    [
      { type: 'ENROLLMENT_EVENT_PROPERTY', enrollmentEventPropertyToken: '{{ enrollment_events.e.page }}' },
      'EVENT_MISSING',
    ],
    [
      { type: 'FETCHED_OBJECT_PROPERTY', propertyToken: '{{ fetched_objects.company.name }}' },
      'FETCHED_OBJECT_MISSING',
    ],
  ])('%j: %s', async (value, reason) => {
    const company = {
      name: 'company',
      type: 'ASSOCIATION',
      objectTypeId: '0-2',
      associationCategory: 'HUBSPOT_DEFINED',
      associationTypeId: 279,
    };
    const { flowId, jobtitle } = await run(inARow(setProperty('jobtitle', value)), {
      dataSources: [company],
    });
    expect(await steps(flowId)).toEqual([['1', 'FAILED', reason]]);
    expect(jobtitle).toBe('before');
  });

  test('a property without a value is known to have none, and clears', async () => {
    const { jobtitle } = await run(
      inARow(setProperty('jobtitle', { type: 'OBJECT_PROPERTY', propertyName: 'city' })),
    );
    expect(jobtitle ?? null).toBeNull();
  });

  test('a record is not made of what is not known', async () => {
    const properties = [{ targetProperty: 'dealname', value: outputOfFirst }];
    const { flowId } = await run(inARow(skipped, action('0-14', { object_type_id: '0-3', properties })));
    expect((await steps(flowId)).at(-1)).toEqual(['2', 'FAILED', 'OUTPUT_MISSING']);
  });
});

test('how an action ended can be branched on', async () => {
  const branch = {
    type: 'STATIC_BRANCH',
    inputValue: { type: 'FIELD_DATA', actionId: '1', dataKey: 'hs_execution_state' },
    staticBranches: [
      { branchValue: 'SUCCESS', connection: to('3') },
      { branchValue: 'FAILURE', connection: to('4') },
    ],
  };
  const ends = [
    setProperty('jobtitle', 'well', { actionId: '3', connection: undefined }),
    setProperty('jobtitle', 'ill'),
  ];
  for (const [first, expected] of [
    [setProperty('city', 'Bern'), 'well'],
    [setProperty('lifecyclestage', 'fan'), 'ill'],
    [skipped, 'ill'],
  ] as const) {
    const [action1, action2] = inARow(first, branch);
    const { jobtitle } = await run([
      action1!,
      action2!,
      { ...ends[0], actionId: '3' },
      { ...ends[1], actionId: '4' },
    ]);
    expect(jobtitle).toBe(expected);
  }
});

describe('data sources', () => {
  const source = (type: string, more: Body = {}) => ({
    name: 'company',
    type,
    objectTypeId: '0-2',
    associationCategory: 'HUBSPOT_DEFINED',
    associationTypeId: 279,
    ...more,
  });
  const copyName = inARow(
    setProperty('jobtitle', {
      type: 'FETCHED_OBJECT_PROPERTY',
      propertyToken: '{{ fetched_objects.company.name }}',
    }),
  );

  test.each([
    [source('ASSOCIATION_TIMESTAMP'), 'associated last'],
    [source('ASSOCIATION'), 'first by id'],
    [source('ASSOCIATION', { sortBy: { property: 'name', order: 'DESC' } }), 'first by id'],
    [source('ASSOCIATION', { sortBy: { property: 'name', order: 'ASC' } }), 'associated last'],
  ])('%j', async (dataSource, expected) => {
    const first = await story.givenRecord('companies', { name: 'first by id' });
    const between = await story.givenRecord('companies', { name: 'between' });
    const last = await story.givenRecord('companies', { name: 'associated last' });
    const contact = await story.givenContact();
    for (const company of [between, first, last]) {
      await story.millrace.put(
        `/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`,
      );
      await story.pass('PT1S');
    }
    const flowId = await story.givenFlow(contactFlow(copyName, undefined, { dataSources: [dataSource] }));
    await story.enroll(flowId, contact);
    expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: expected });
  });

  test('one that sorts by a property that is not there is told by the step and by lint', async () => {
    const dataSources = [source('ASSOCIATION', { sortBy: { property: 'no_such', order: 'ASC' } })];
    const { flowId, jobtitle } = await run(copyName, { dataSources });
    expect(await steps(flowId)).toEqual([['1', 'FAILED', 'UNKNOWN_PROPERTY']]);
    expect(jobtitle).toBe('before');
    const lint = await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
    expect(lint.body.results).toMatchObject([
      { severity: 'error', code: 'UNKNOWN_PROPERTY', path: 'dataSources[0].sortBy.property' },
    ]);
  });
});
