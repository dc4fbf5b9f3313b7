import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processChanges } from '../../src/enrollments/index.ts';
import { allOf, anyOf, contactFlow, is, isKnown, throughCompany } from '../support/flow-bodies.ts';
import { dynamicList, givenList, inList, membersOf } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Its lanes stand still, so that each test says which one is the next. */
let story: Story;
beforeAll(async () => {
  story = await tellStory({ role: 'api' });
});
afterAll(() => story.stop());

type Lane = 'changes' | 'sweeps';
const ORDERS: Lane[][] = [
  ['changes', 'sweeps'],
  ['sweeps', 'changes'],
];

const lane = (name: Lane) => story.millrace.services.worker.run(name, story.millrace.accountId);
const write = (contact: string, properties: object) =>
  story.millrace.patch(`/crm/v3/objects/contacts/${contact}`, { properties });
const refilter = (list: string, filters: readonly object[], query = '') => {
  const filterBranch = anyOf(allOf(filters as never));
  return story.millrace.put(`/crm/v3/lists/${list}/update-list-filters${query}`, { filterBranch });
};

let names = 0;
/** A town that only this list asks for. */
const town = (name: string) => `${name} ${names}`;

async function givenListWithFlow() {
  const list = await givenList(story, dynamicList(`list ${++names}`, [is('city', 'Nowhere')]));
  const flow = await givenFlowOf(list);
  const entered = async () => (await story.enrollments(flow)).map((each: Body) => each.objectId).sort();
  return { list, entered };
}

/** Lets in whoever joins the list, as often as they do. */
const givenFlowOf = (list: string) =>
  story.givenFlow(
    contactFlow([], {
      type: 'EVENT_BASED',
      shouldReEnroll: true,
      eventFilterBranches: [],
      listMembershipFilterBranches: [allOf([inList(list)])],
    }),
  );

async function afterBoth(order: readonly Lane[]) {
  for (const each of order) await lane(each);
  await story.settle();
}

describe.each(ORDERS)('filters are changed quietly; first the %s lane, then the %s lane', (...order) => {
  test('a change that was not looked at yet lets nobody into flows', async () => {
    const { list, entered } = await givenListWithFlow();
    const made = await story.givenContact({ city: town('Calw') });
    const moved = await story.givenContact();
    await story.settle();
    const late = await story.givenContact({ city: town('Calw') });
    await write(moved, { city: town('Calw') });
    await refilter(list, [is('city', town('Calw'))]);
    await afterBoth(order);
    expect((await membersOf(story, list)).sort()).toEqual([made, moved, late].sort());
    expect(await entered()).toEqual([]);
  });

  test('who met them at the save stays quiet, whatever is written before the sweep comes', async () => {
    const { list, entered } = await givenListWithFlow();
    const contact = await story.givenContact({ city: town('Ulm'), jobtitle: 'A' });
    await story.settle();
    await refilter(list, [is('city', town('Ulm')), isKnown('jobtitle')]);
    await write(contact, { jobtitle: 'B' });
    await afterBoth(order);
    expect(await membersOf(story, list)).toEqual([contact]);
    expect(await entered()).toEqual([]);
  });

  test('who comes to meet them after the save enters, whichever lane finds out', async () => {
    const { list, entered } = await givenListWithFlow();
    const moved = await story.givenContact({ city: town('Kiel') });
    await story.settle();
    await refilter(list, [is('city', town('Linz'))]);
    await write(moved, { city: town('Linz') });
    const made = await story.givenContact({ city: town('Linz') });
    await afterBoth(order);
    expect((await membersOf(story, list)).sort()).toEqual([moved, made].sort());
    expect(await entered()).toEqual([moved, made].sort());
  });

  test('what is around a record counts as what is written to it', async () => {
    const { list, entered } = await givenListWithFlow();
    const company = await story.givenRecord('companies', { name: 'C', city: town('Rome') });
    const other = await story.givenRecord('companies', { name: 'D', city: town('Bari') });
    const [moved, there] = [await story.givenContact(), await story.givenContact()];
    for (const [contact, at] of [
      [moved, company],
      [there, other],
    ])
      await story.millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${at}`);
    await story.settle();
    const filterBranch = anyOf(allOf([], [throughCompany([is('city', town('Bari'))])]));
    await story.millrace.put(`/crm/v3/lists/${list}/update-list-filters`, { filterBranch });
    await story.millrace.patch(`/crm/v3/objects/companies/${company}`, {
      properties: { city: town('Bari') },
    });
    await story.millrace.patch(`/crm/v3/objects/companies/${other}`, { properties: { name: 'E' } });
    await afterBoth(order);
    expect((await membersOf(story, list)).sort()).toEqual([moved, there].sort());
    expect(await entered()).toEqual([moved]);
  });

  test('with enrollObjectsInWorkflows all of them enter', async () => {
    const { list, entered } = await givenListWithFlow();
    const before = await story.givenContact({ city: town('Graz') });
    await story.settle();
    const pending = await story.givenContact({ city: town('Graz') });
    await refilter(list, [is('city', town('Graz'))], '?enrollObjectsInWorkflows=true');
    await afterBoth(order);
    expect(await entered()).toEqual([before, pending].sort());
  });

  test('a list that comes back brings nobody into flows', async () => {
    const { list, entered } = await givenListWithFlow();
    await refilter(list, [is('city', town('Wien'))]);
    await story.settle();
    await story.millrace.delete(`/crm/v3/lists/${list}`);
    const contact = await story.givenContact({ city: town('Wien') });
    await story.millrace.put(`/crm/v3/lists/${list}/restore`);
    await afterBoth(order);
    expect(await membersOf(story, list)).toEqual([contact]);
    expect(await entered()).toEqual([]);
  });
});

/** Changes are evaluated one by one, as they are when there are very many. */
async function lookAtChanges(count: number) {
  const { store, log } = story.millrace.services;
  for (let each = 0; each < count; each++)
    await processChanges({ store, log, askingMs: 0 }, story.millrace.accountId);
}

async function lookAtEach(count: number) {
  await lookAtChanges(count);
  await story.settle();
}

describe('the sweep is faster than the changes', () => {
  test('what was pending at the save brings nobody in later, who has left again', async () => {
    const { list, entered } = await givenListWithFlow();
    const contact = await story.givenContact();
    await story.settle();
    await write(contact, { city: town('Jena') });
    await refilter(list, [is('city', town('Jena'))]);
    await write(contact, { city: 'Elsewhere' });
    await lane('sweeps');
    await lookAtEach(2);
    expect(await membersOf(story, list)).toEqual([]);
    expect(await entered()).toEqual([]);
  });

  test('nor takes anybody out, who has come to meet the filters since', async () => {
    const { list, entered } = await givenListWithFlow();
    const contact = await story.givenContact({ city: town('Gera') });
    await story.settle();
    await write(contact, { city: 'Elsewhere' });
    await refilter(list, [is('city', town('Gera'))]);
    await write(contact, { city: town('Gera') });
    await lane('sweeps');
    await lookAtEach(2);
    expect(await membersOf(story, list)).toEqual([contact]);
    expect(await entered()).toEqual([contact]);
  });

  test('a change since the save that changes nothing brings nobody in who met the filters at the save', async () => {
    const { list, entered } = await givenListWithFlow();
    const contact = await story.givenContact({ city: town('Suhl'), jobtitle: 'A' });
    await story.settle();
    await refilter(list, [is('city', town('Suhl')), isKnown('jobtitle')]);
    await write(contact, { jobtitle: 'B' });
    await write(contact, { city: 'Elsewhere' });
    await lane('sweeps');
    await lookAtEach(2);
    expect(await membersOf(story, list)).toEqual([]);
    expect(await entered()).toEqual([]);
  });

  test.each([
    ['of which one was looked at', 1],
    ['of which none was looked at', 0],
  ])('who has left and comes back, by changes %s, enters once', async (_, looked) => {
    const { list, entered } = await givenListWithFlow();
    const contact = await story.givenContact({ city: town('Kahla') });
    await story.settle();
    await refilter(list, [is('city', town('Kahla'))]);
    await write(contact, { city: 'Elsewhere' });
    await lookAtChanges(looked);
    await write(contact, { city: town('Kahla') });
    await lane('sweeps');
    await lookAtEach(2);
    expect(await membersOf(story, list)).toEqual([contact]);
    expect(await entered()).toEqual([contact]);
  });
});

test('who leaves and comes back between two looks has done both, after a quiet change as well', async () => {
  const { list, entered } = await givenListWithFlow();
  const contact = await story.givenContact({ city: town('Bad Ems') });
  await story.settle();
  await refilter(list, [is('city', town('Bad Ems'))]);
  await story.settle();
  expect(await entered()).toEqual([]);
  await write(contact, { city: 'Elsewhere' });
  await write(contact, { city: town('Bad Ems') });
  await story.settle();
  expect(await entered()).toEqual([contact]);
});

test('a list that asks for a list is joined as quietly as that one', async () => {
  const { list, entered } = await givenListWithFlow();
  const above = await givenList(story, dynamicList(`list ${++names}`, [inList(list)]));
  const flowAbove = await givenFlowOf(above);
  const contact = await story.givenContact({ city: town('Trier') });
  await story.settle();
  await refilter(list, [is('city', town('Trier'))]);
  await story.settle();
  expect(await membersOf(story, above)).toEqual([contact]);
  expect(await entered()).toEqual([]);
  expect(await story.enrollments(flowAbove)).toEqual([]);
});

test('once the sweep is over, a change lets in as ever', async () => {
  const { list, entered } = await givenListWithFlow();
  await refilter(list, [is('city', town('Bonn'))]);
  await story.settle();
  const contact = await story.givenContact({ city: town('Bonn') });
  await story.settle();
  expect(await entered()).toEqual([contact]);
});
