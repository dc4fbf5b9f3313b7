import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  isKnown,
  manual,
  setProperty,
  to,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import {
  dynamicList,
  givenList,
  inList,
  join,
  leave,
  manualList,
  membersOf,
} from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const aDay = inARow(delayMinutes(1440));
const statuses = async (flowId: string) =>
  (await story.enrollments(flowId)).map((each: Body) => [each.status, each.endReason]);

function whenJoined(listId: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'EVENT_BASED',
    shouldReEnroll: false,
    eventFilterBranches: [],
    listMembershipFilterBranches: [allOf([inList(listId)])],
    ...more,
  };
}

describe('joining a list', () => {
  test('lets a record in; being a member before does not; a gate may close the way', async () => {
    const list = await givenList(story, manualList('entrance'));
    const [before, after, kept] = [
      await story.givenContact({ city: 'Bonn' }),
      await story.givenContact({ city: 'Bonn' }),
      await story.givenContact({ city: 'Kiel' }),
    ];
    await join(story, list, before);
    const flow = await story.givenFlow(
      contactFlow(aDay, whenJoined(list, { refinementCriteria: anyOf(allOf([is('city', 'Bonn')])) })),
    );
    await story.change('contacts', before, { firstname: 'Still there' });
    await join(story, list, after, kept);
    expect((await story.enrollments(flow)).map((each: Body) => each.objectId)).toEqual([after]);
  });

  test('case 7: staying in a list does not re-enroll, leaving it and joining again does', async () => {
    const list = await givenList(story, manualList('again'));
    const byEvent = await story.givenFlow(contactFlow([], whenJoined(list, { shouldReEnroll: true })));
    const byFilter = await story.givenFlow(
      contactFlow(
        [],
        whenMet([inList(list)], {
          shouldReEnroll: true,
          reEnrollmentTriggersFilterBranches: [allOf([inList(list)])],
        }),
      ),
    );
    const contact = await story.givenContact();
    await join(story, list, contact);
    await story.change('contacts', contact, { firstname: 'Stays' });
    await join(story, list, contact);
    for (const flow of [byEvent, byFilter]) expect(await story.enrollments(flow)).toHaveLength(1);
    await leave(story, list, contact);
    await join(story, list, contact);
    for (const flow of [byEvent, byFilter]) expect(await story.enrollments(flow)).toHaveLength(2);
  });

  test('counts when the list is kept by filters', async () => {
    const list = await givenList(story, dynamicList('kept', [is('city', 'Ulm')]));
    const flow = await story.givenFlow(contactFlow([], whenJoined(list)));
    const contact = await story.givenContact({ city: 'Ulm' });
    await story.settle();
    expect((await story.enrollments(flow)).map((each: Body) => each.objectId)).toEqual([contact]);
  });

  test('by a change of its filters counts only when that is wanted', async () => {
    const list = await givenList(story, dynamicList('refiltered', [is('city', 'Aalen')]));
    const flow = await story.givenFlow(contactFlow([], whenJoined(list)));
    const [quiet, loud] = [
      await story.givenContact({ city: 'Calw' }),
      await story.givenContact({ city: 'Ahlen' }),
    ];
    // Both were there, and looked at, before the filters change.
    await story.settle();
    const refilter = async (city: string, query: string) => {
      const filterBranch = anyOf(allOf([is('city', city)]));
      await story.millrace.put(`/crm/v3/lists/${list}/update-list-filters${query}`, { filterBranch });
      await story.settle();
    };
    await refilter('Calw', '');
    expect(await membersOf(story, list)).toEqual([quiet]);
    expect(await story.enrollments(flow)).toEqual([]);
    await refilter('Ahlen', '?enrollObjectsInWorkflows=true');
    expect((await story.enrollments(flow)).map((each: Body) => each.objectId)).toEqual([loud]);
  });

  test('counts when a flow puts the record in, and so on through lists and flows', async () => {
    const list = await givenList(story, manualList('put in by a flow'));
    const flow = await story.givenFlow(
      contactFlow(inARow(setProperty('jobtitle', 'Listed')), whenJoined(list)),
    );
    const adder = await story.givenFlow(
      contactFlow(
        inARow(
          action('0-63809083', { listId: list, targetObject: '{{ enrolled_object }}' }),
          action('0-63809083', { listId: list, targetObject: '{{ enrolled_object }}' }),
        ),
        manual,
      ),
    );
    const contact = await story.givenContact();
    await story.enroll(adder, contact);
    expect(await membersOf(story, list)).toEqual([contact]);
    const passage = await story.passage(adder);
    expect(passage.steps.map((step: Body) => [step.outcome, step.detail.changed])).toEqual([
      ['SUCCEEDED', true],
      ['SUCCEEDED', false],
    ]);
    expect(await statuses(flow)).toEqual([['COMPLETED', 'END_OF_PATH']]);
    expect((await story.properties('contacts', contact))['jobtitle']).toBe('Listed');
  });
});

test('a branch asks for lists as they are when it is reached', async () => {
  const list = await givenList(story, manualList('branched on'));
  const flow = await story.givenFlow(
    contactFlow(
      [
        ...inARow(delayMinutes(60, { actionId: '1', connection: to('2') })),
        {
          actionId: '2',
          type: 'LIST_BRANCH',
          listBranches: [{ branchName: 'member', filterBranch: anyOf(allOf([inList(list)])) }],
        },
      ],
      manual,
    ),
  );
  const [member, other] = [await story.givenContact(), await story.givenContact()];
  await story.enroll(flow, member);
  await join(story, list, member);
  await story.pass('PT1H');
  expect((await story.passage(flow)).steps[1].detail).toMatchObject({ branch: 'member' });
  await story.enroll(flow, other);
  await story.pass('PT1H');
  expect((await story.passage(flow)).steps[1].detail).toMatchObject({ branch: 'default' });
});

test('a flow takes records out of lists, and fails visibly where it cannot', async () => {
  const list = await givenList(story, manualList('taken out'));
  const kept = await givenList(story, dynamicList('kept by filters', [isKnown('email')]));
  const companies = await givenList(story, manualList('of companies', { objectTypeId: '0-2' }));
  const remove = (listId: string) => action('0-63863438', { listId, targetObject: '{{ enrolled_object }}' });
  const flow = await story.givenFlow(
    contactFlow(inARow(remove(list), remove(kept), remove(companies), remove('987654')), manual),
  );
  const contact = await story.givenContact();
  await join(story, list, contact);
  await story.enroll(flow, contact);
  expect(await membersOf(story, list)).toEqual([]);
  const { steps } = await story.passage(flow);
  expect(steps.map((step: Body) => step.reason)).toEqual([
    null,
    'LIST_IS_DYNAMIC',
    'OBJECT_TYPE_DOES_NOT_FIT',
    'LIST_NOT_FOUND',
  ]);
});

describe('a suppression list', () => {
  test('case 9: keeps its members out, by hand too, and the history shows it', async () => {
    const list = await givenList(story, manualList('suppressed'));
    const flow = await story.givenFlow(
      contactFlow(aDay, whenMet([is('city', 'Graz')]), { suppressionListIds: [Number(list)] }),
    );
    const contact = await story.givenContact();
    await join(story, list, contact);
    expect(await story.enroll(flow, contact)).toEqual([{ objectId: contact, outcome: 'SUPPRESSED' }]);
    await story.change('contacts', contact, { city: 'Graz' });
    expect(await statuses(flow)).toEqual([
      ['UNENROLLED', 'SUPPRESSED'],
      ['UNENROLLED', 'SUPPRESSED'],
    ]);
  });

  test('case 10: whoever leaves it is still out, until a new trigger lets them in for the first time', async () => {
    const list = await givenList(story, manualList('left again'));
    const flow = await story.givenFlow(
      contactFlow(aDay, whenMet([is('city', 'Linz')]), { suppressionListIds: [Number(list)] }),
    );
    const contact = await story.givenContact();
    await join(story, list, contact);
    await story.change('contacts', contact, { city: 'Linz' });
    await leave(story, list, contact);
    expect(await story.enrollments(flow, '?status=ACTIVE')).toEqual([]);
    await story.change('contacts', contact, { city: 'Wien' });
    await story.change('contacts', contact, { city: 'Linz' });
    expect(await story.enrollments(flow, '?status=ACTIVE')).toHaveLength(1);
  });

  test('puts out whoever joins it, at once, a list that filters keep as well', async () => {
    const byHand = await givenList(story, manualList('out by hand'));
    const byFilters = await givenList(story, dynamicList('out by filters', [is('city', 'Basel')]));
    const flow = await story.givenFlow(
      contactFlow(aDay, manual, { suppressionListIds: [Number(byHand), Number(byFilters)] }),
    );
    const [one, other] = [await story.givenContact(), await story.givenContact()];
    await story.enroll(flow, one, other);
    await join(story, byHand, one);
    await story.change('contacts', other, { city: 'Basel' });
    expect(await statuses(flow)).toEqual([
      ['UNENROLLED', 'SUPPRESSED'],
      ['UNENROLLED', 'SUPPRESSED'],
    ]);
  });
});

describe('the lists that a flow makes of those inside', () => {
  test('are joined and left with its enrollments, and can be asked for', async () => {
    const first = await story.givenFlow(contactFlow(aDay, manual));
    const status = (kind: string) => inList(first, 'IN_LIST', { id: first, inListType: kind });
    const active = await givenList(story, dynamicList('active', [status('WORKFLOWS_ACTIVE')]));
    const enrolled = await givenList(story, dynamicList('ever enrolled', [status('WORKFLOWS_ENROLLMENT')]));
    const completed = await story.givenFlow(contactFlow([], whenMet([status('WORKFLOWS_COMPLETED')])));
    const contact = await story.givenContact();
    await story.enroll(first, contact);
    expect(await membersOf(story, active)).toEqual([contact]);
    expect(await membersOf(story, enrolled)).toEqual([contact]);
    expect(await story.enrollments(completed)).toEqual([]);
    await story.pass('P1D');
    expect(await membersOf(story, active)).toEqual([]);
    expect(await membersOf(story, enrolled)).toEqual([contact]);
    expect((await story.enrollments(completed)).map((each: Body) => each.objectId)).toEqual([contact]);
    await story.enroll(first, contact);
    await story.pass('P1D');
    expect(await story.enrollments(completed)).toHaveLength(1);
  });
});

describe('enrollment by filters', () => {
  test('case 1: who met the criteria before the flow was turned on stays out', async () => {
    const contact = await story.givenContact({ city: 'Trier' });
    const flow = await story.givenFlow(contactFlow([], whenMet([is('city', 'Trier')])));
    await story.change('contacts', contact, { firstname: 'Same' });
    expect(await story.enrollments(flow)).toEqual([]);
  });

  test('case 3: a second match is ignored without re-enrollment; case 4: a trigger alone lets nobody in', async () => {
    const flow = await story.givenFlow(contactFlow([], whenMet([is('city', 'Worms')])));
    const again = await story.givenFlow(
      contactFlow(
        [],
        whenMet([is('city', 'Worms'), isKnown('phone')], {
          shouldReEnroll: true,
          reEnrollmentTriggersFilterBranches: [allOf([is('city', 'Worms')])],
        }),
      ),
    );
    const contact = await story.givenContact({ city: 'Worms', phone: '1' });
    await story.change('contacts', contact, { city: 'Mainz', phone: null });
    await story.change('contacts', contact, { city: 'Worms' });
    expect(await story.enrollments(flow)).toHaveLength(1);
    expect(await story.enrollments(again)).toHaveLength(1);
    await story.change('contacts', contact, { city: 'Mainz', phone: '2' });
    await story.change('contacts', contact, { city: 'Worms' });
    expect(await story.enrollments(again)).toHaveLength(2);
  });

  test('case 5: a trigger that fires while the record is inside is lost', async () => {
    const flow = await story.givenFlow(
      contactFlow(
        aDay,
        whenMet([isKnown('city')], {
          shouldReEnroll: true,
          reEnrollmentTriggersFilterBranches: [allOf([isKnown('city')])],
        }),
      ),
    );
    const contact = await story.givenContact({ city: 'A' });
    await story.settle();
    await story.change('contacts', contact, { city: 'B' });
    await story.pass('P2D');
    expect(await statuses(flow)).toEqual([['COMPLETED', 'END_OF_PATH']]);
  });

  test('case 6: "is known" re-enrolls on every change of the value', async () => {
    const flow = await story.givenFlow(
      contactFlow(
        [],
        whenMet([isKnown('zip')], {
          shouldReEnroll: true,
          reEnrollmentTriggersFilterBranches: [allOf([isKnown('zip')])],
        }),
      ),
    );
    const contact = await story.givenContact({ zip: 'A' });
    await story.settle();
    await story.change('contacts', contact, { zip: 'B' });
    expect(await story.enrollments(flow)).toHaveLength(2);
  });

  test('case 8: a refinement by count or date is ignored when a record comes again', async () => {
    const form = 'c0ffee00-0000-4000-8000-000000000001';
    const submitted = (more: Readonly<Record<string, unknown>> = {}) => ({
      filterType: 'FORM_SUBMISSION',
      formId: form,
      operator: 'FILLED_OUT',
      ...more,
    });
    const flow = await story.givenFlow(
      contactFlow(
        [],
        whenMet(
          [
            submitted({
              coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences: 2, maxOccurrences: 2 },
            }),
          ],
          {
            shouldReEnroll: true,
            reEnrollmentTriggersFilterBranches: [allOf([submitted()])],
          },
        ),
      ),
    );
    const contact = await story.givenContact();
    const submit = () => happen(contact, '4-1639801', { hs_form_id: form });
    await submit();
    expect(await story.enrollments(flow)).toHaveLength(0);
    await submit();
    expect(await story.enrollments(flow)).toHaveLength(1);
    await submit();
    expect(await story.enrollments(flow)).toHaveLength(2);
  });

  test('case 11: "unenroll when not met" acts on losses to come, not on those of the past', async () => {
    const criteria = whenMet([is('city', 'Jena')]);
    const flow = await story.givenFlow(contactFlow(aDay, criteria));
    const [lost, loses] = [
      await story.givenContact({ city: 'Jena' }),
      await story.givenContact({ city: 'Jena' }),
    ];
    await story.settle();
    await story.change('contacts', lost, { city: 'Gera' });
    await story.changeFlow(flow, (body) => ({
      ...body,
      enrollmentCriteria: { ...criteria, unEnrollObjectsNotMeetingCriteria: true },
    }));
    await story.change('contacts', lost, { firstname: 'Stays' });
    await story.change('contacts', loses, { city: 'Gera' });
    const active = await story.enrollments(flow, '?status=ACTIVE');
    expect(active.map((each: Body) => each.objectId)).toEqual([lost]);
    expect((await story.passage(flow)).endReason).toBe('CRITERIA_NO_LONGER_MET');
  });

  test('case 12: whoever has reached the goal already is refused', async () => {
    const flow = await story.givenFlow(
      contactFlow(aDay, manual, { goalFilterBranch: anyOf(allOf([is('city', 'Ziel')])) }),
    );
    const contact = await story.givenContact({ city: 'Ziel' });
    expect(await story.enroll(flow, contact)).toEqual([{ objectId: contact, outcome: 'GOAL_MET' }]);
    const performance = await story.millrace.get(
      `/automation/v4/flows/performance/${flow}?start=0&end=99999999999999&bucketType=DAY`,
    );
    expect(performance.status).toBe(200);
    expect(JSON.stringify(performance.body)).not.toContain('ENROLLED');
  });

  test('case 16: an event from before the record was there lets nobody in', async () => {
    const flow = await story.givenFlow(contactFlow([], whenEvent('4-96000', [])));
    const contact = await story.givenContact();
    await happen(contact, '4-96000', { url: 'x' }, Date.UTC(2001, 0, 1));
    expect(await story.enrollments(flow)).toEqual([]);
    await happen(contact, '4-96000', { url: 'x' });
    expect(await story.enrollments(flow)).toHaveLength(1);
  });
});

test('criteria for leaving keep records out of flows that are not of contacts, and put them out', async () => {
  const flow = await story.givenFlow({
    ...contactFlow(aDay, manual),
    type: 'PLATFORM_FLOW',
    objectTypeId: '0-2',
    suppressionFilterBranch: anyOf(allOf([is('city', 'Raus')])),
  });
  const [inside, outside] = [
    await story.givenRecord('companies', { name: 'In' }),
    await story.givenRecord('companies', { name: 'Out', city: 'Raus' }),
  ];
  expect(await story.enroll(flow, inside, outside)).toMatchObject([
    { outcome: 'ENROLLED' },
    { outcome: 'UNENROLLMENT_CRITERIA_MET' },
  ]);
  await story.change('companies', inside, { city: 'Raus' });
  expect(await statuses(flow)).toEqual([
    ['UNENROLLED', 'UNENROLLMENT_CRITERIA_MET'],
    ['UNENROLLED', 'UNENROLLMENT_CRITERIA_MET'],
  ]);
});

/** Something happens to a contact, written as the doors for events write it. */
async function happen(
  contact: string,
  eventTypeId: string,
  properties: Readonly<Record<string, string>>,
  occurredAt?: number,
): Promise<void> {
  const { services, accountId } = story.millrace;
  await services.store.write(accountId, async (unit) => {
    const ref = { objectTypeId: '0-1', id: contact };
    const at = occurredAt ?? unit.account.now;
    const cause = { at: unit.account.now, source: { type: 'API' }, depth: 0 } as const;
    unit.world.happened({ ref, eventTypeId, properties, occurredAt: at }, cause);
  });
  await story.settle();
}
