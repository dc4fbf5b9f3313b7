import fc from 'fast-check';
import { allOf, anyOf, is, isKnown, property } from '../../support/flow-bodies.ts';
import { inList } from '../../support/list-bodies.ts';
import type { Body } from '../../support/story.ts';
import { BY_FILTERS, BY_HAND, PAGE_VISITED, PAGES, PROPERTY_CHANGED, propertyName, word } from './names.ts';

const onValue: fc.Arbitrary<Body> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(propertyName, word).map(([name, value]) => is(name, value)) },
  { weight: 2, arbitrary: propertyName.map(isKnown) },
  { weight: 1, arbitrary: propertyName.map((name) => property(name, 'ALL_PROPERTY', 'IS_UNKNOWN')) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(propertyName, word)
      .map(([name, value]) => property(name, 'MULTISTRING', 'IS_NOT_EQUAL_TO', { values: [value] })),
  },
);

const onList: fc.Arbitrary<Body> = fc
  .tuple(fc.constantFrom(BY_HAND, BY_FILTERS), fc.constantFrom('IN_LIST', 'NOT_IN_LIST'))
  .map(([list, operator]) => inList(list, operator));

const filter = fc.oneof({ weight: 5, arbitrary: onValue }, { weight: 1, arbitrary: onList });

const one = fc.array(filter, { minLength: 1, maxLength: 1 });
const two = fc.array(filter, { minLength: 2, maxLength: 2 });

/** Filters that must all hold: mostly one. */
export const all = fc.oneof(one, one, two).map((filters): Body => allOf(filters));
/** What a branch asks: values alone, since looking up a list lets other flows act in between. */
export const onValues = fc
  .array(onValue, { minLength: 1, maxLength: 2 })
  .map((filters): Body => allOf(filters));
/** Ways to be met: any of them will do. */
export const criteria = fc
  .array(all, { minLength: 1, maxLength: 2 })
  .map((branches): Body => anyOf(...(branches as never[])));
/** A list reads values alone. */
export const listFilters = fc
  .array(onValue, { minLength: 1, maxLength: 1 })
  .map((filters): Body => anyOf(allOf(filters)));

/** Something that happens to a contact: a page is visited, a value is changed. */
export const event: fc.Arbitrary<Body> = fc
  .oneof(
    fc.constantFrom(...PAGES).map((page) => ({ type: PAGE_VISITED, filters: [is('hs_url', page)] })),
    fc.constant({ type: PAGE_VISITED, filters: [] }),
    propertyName.map((name) => ({ type: PROPERTY_CHANGED, filters: [is('hs_name', name)] })),
    fc.tuple(propertyName, word).map(([name, value]) => ({
      type: PROPERTY_CHANGED,
      filters: [is('hs_name', name), is('hs_value', value)],
    })),
  )
  .map(({ type, filters }) => ({
    filterBranchType: 'UNIFIED_EVENTS',
    filterBranchOperator: 'AND',
    operator: 'HAS_COMPLETED',
    eventTypeId: type,
    filterBranches: [],
    filters,
  }));

const byHand = fc.boolean().map((shouldReEnroll): Body => ({ type: 'MANUAL', shouldReEnroll }));

const whenMet = fc
  .record({
    listFilterBranch: criteria,
    shouldReEnroll: fc.boolean(),
    unEnrollObjectsNotMeetingCriteria: fc.boolean(),
    again: fc.option(fc.nat({ max: 1 })),
  })
  .map(({ again, ...rest }): Body => {
    const trigger = again === null ? undefined : rest.listFilterBranch.filterBranches[again];
    return {
      type: 'LIST_BASED',
      ...rest,
      reEnrollmentTriggersFilterBranches: trigger && rest.shouldReEnroll ? [trigger] : [],
    };
  });

const whenEvent = fc
  .record({
    eventFilterBranches: fc.array(event, { minLength: 1, maxLength: 2 }),
    shouldReEnroll: fc.boolean(),
    gate: fc.option(criteria, { freq: 4 }),
  })
  .map(
    ({ gate, ...rest }): Body => ({
      type: 'EVENT_BASED',
      ...rest,
      listMembershipFilterBranches: [],
      ...(gate ? { refinementCriteria: gate } : {}),
    }),
  );

const whenJoining = fc
  .record({ list: fc.constantFrom(BY_HAND, BY_FILTERS), shouldReEnroll: fc.boolean() })
  .map(
    ({ list, shouldReEnroll }): Body => ({
      type: 'EVENT_BASED',
      shouldReEnroll,
      eventFilterBranches: [],
      listMembershipFilterBranches: [allOf([inList(list)])],
    }),
  );

/** What lets a contact in. */
export const enrollmentCriteria: fc.Arbitrary<Body> = fc.oneof(
  { weight: 2, arbitrary: byHand },
  { weight: 4, arbitrary: whenMet },
  { weight: 3, arbitrary: whenEvent },
  { weight: 1, arbitrary: whenJoining },
);

/** What is to be reached: not what most are from the start. */
export const goalCriteria = fc
  .tuple(propertyName, word)
  .map(([name, value]): Body => anyOf(allOf([is(name, value)])));
