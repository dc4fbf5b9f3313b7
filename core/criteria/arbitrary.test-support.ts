/** Random criteria of every kind, the zones and moments to ask them in. */
import fc from 'fast-check';
import type { EpochMillis } from '../time/index.ts';
import {
  known,
  onTime,
  onTimes,
  pairs,
  past,
  present,
  staticPoint,
  timed,
} from './arbitrary-operations.test-support.ts';
import { EVENT_TYPES, LISTS } from './arbitrary-records.test-support.ts';
import { moment, NAMES, NOWS, options, PROPERTIES, text } from './arbitrary-values.test-support.ts';
import { and, COMPANY, contextOf, property } from './criteria.test-support.ts';

const ZONES = [
  'UTC',
  'America/New_York',
  'Asia/Tokyo',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/St_Johns',
];

export const arbitraryNow: fc.Arbitrary<EpochMillis> = fc.constantFrom(...NOWS);
export const arbitraryContext = fc.constantFrom(...ZONES).map((zone) => contextOf(PROPERTIES, zone));

const propertyFilter = fc.oneof(
  known.chain((each) => fc.constantFrom(...NAMES).map((name) => property(name, each))),
  present.text.map((each) => property('text', each)),
  present.amount.map((each) => property('amount', each)),
  present.choice.map((each) => property('choice', each)),
  present.flag.map((each) => property('flag', each)),
  onTime.map((each) => property('day', each)),
  onTime.map((each) => property('moment', each)),
  onTimes.map((each) => property('day', each)),
  onTimes.map((each) => property('moment', each)),
  past,
  pairs,
  // There is no such property: the leaf cannot be evaluated, and neither can its opposite.
  known.map((each) => property('gone', each)),
);

const eventTimed = timed(staticPoint, ['VALUE', 'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION', 'ANNIVERSARY']);
const eventFilter = fc
  .tuple(
    fc.constantFrom('a', 'b'),
    fc.oneof(known, present.text, present.amount, present.choice, present.flag, onTime, eventTimed),
  )
  .map(([name, each]) => property(name, each));
const timeOffset = fc.record({
  amount: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 60 }) },
    { weight: 1, arbitrary: fc.constant(50_000) },
  ),
  offsetDirection: fc.constantFrom('PAST', 'FUTURE'),
  timeUnit: fc.constantFrom('HOURS', 'DAYS', 'WEEKS'),
});
const pruningRefineBy = fc.oneof(
  fc.record({
    type: fc.constant('ABSOLUTE_COMPARATIVE'),
    comparison: fc.constantFrom('BEFORE', 'AFTER'),
    timestamp: moment,
  }),
  fc.record({
    type: fc.constant('ABSOLUTE_RANGED'),
    rangeType: fc.constantFrom('BETWEEN', 'NOT_BETWEEN'),
    lowerTimestamp: moment,
    upperTimestamp: moment,
  }),
  fc.record({
    type: fc.constant('RELATIVE_COMPARATIVE'),
    comparison: fc.constantFrom('BEFORE', 'AFTER'),
    timeOffset,
  }),
  fc.record({
    type: fc.constant('RELATIVE_RANGED'),
    rangeType: fc.constantFrom('BETWEEN', 'NOT_BETWEEN'),
    lowerBoundOffset: timeOffset,
    upperBoundOffset: timeOffset,
  }),
);
const coalescingRefineBy = fc.oneof(
  fc.record(
    {
      type: fc.constant('NUM_OCCURRENCES'),
      minOccurrences: fc.integer({ min: 0, max: 2 }),
      maxOccurrences: fc.integer({ min: 0, max: 3 }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({
    type: fc.constant('SET_OCCURRENCES'),
    setType: fc.constantFrom(
      'ANY',
      'ANY_INCLUDE_EMPTY',
      'ALL',
      'ALL_INCLUDE_EMPTY',
      'NONE',
      'NONE_EXCLUDE_EMPTY',
    ),
  }),
);
const refinements = fc.record({ pruningRefineBy, coalescingRefineBy }, { requiredKeys: [] });
const events = fc
  .tuple(
    fc.constantFrom(...EVENT_TYPES),
    fc.constantFrom('HAS_COMPLETED', 'HAS_NOT_COMPLETED'),
    fc.array(eventFilter, { maxLength: 2 }),
    refinements,
  )
  .map(([eventTypeId, operator, filters, refined]) => ({
    filterBranchType: 'UNIFIED_EVENTS',
    eventTypeId,
    operator,
    filters,
    ...refined,
  }));

const otherFilter = fc.oneof(
  fc.record({
    filterType: fc.constant('IN_LIST'),
    listId: fc.constantFrom(...LISTS),
    operator: fc.constantFrom('IN_LIST', 'NOT_IN_LIST'),
  }),
  fc.record({ filterType: fc.constant('CONSTANT'), shouldAccept: fc.boolean() }),
  fc.record({
    filterType: fc.constant('FORM_SUBMISSION'),
    operator: fc.constantFrom('FILLED_OUT', 'NOT_FILLED_OUT'),
    formId: options,
  }),
  fc.record({
    filterType: fc.constant('PAGE_VIEW'),
    operator: fc.constantFrom('HAS_PAGEVIEW_EQ', 'NOT_HAS_PAGEVIEW_CONTAINS'),
    pageUrl: text,
  }),
  fc.record(
    {
      filterType: fc.constant('ASSOCIATION'),
      associationCategory: fc.constant('HUBSPOT_DEFINED'),
      associationTypeId: fc.constant(1),
      toObjectTypeId: fc.constant(COMPANY),
      listId: fc.constantFrom(...LISTS),
      operator: fc.constantFrom('IN_LIST', 'NOT_IN_LIST'),
      coalescingRefineBy,
    },
    {
      requiredKeys: [
        'filterType',
        'associationCategory',
        'associationTypeId',
        'toObjectTypeId',
        'listId',
        'operator',
      ],
    },
  ),
  fc.record({
    filterType: fc.constant('NUM_ASSOCIATIONS'),
    associationCategory: fc.constant('HUBSPOT_DEFINED'),
    associationTypeId: fc.constant(1),
    toObjectTypeId: fc.constant(COMPANY),
    coalescingRefineBy: coalescingRefineBy,
  }),
);
const filter = fc.oneof({ weight: 6, arbitrary: propertyFilter }, { weight: 1, arbitrary: otherFilter });

const { tree } = fc.letrec<{ tree: unknown; group: unknown; association: unknown; branch: unknown }>(
  (tie) => ({
    tree: fc.oneof(
      { weight: 3, arbitrary: filter.map((only) => and(only)) },
      { weight: 4, arbitrary: tie('group') },
      { weight: 1, arbitrary: events },
      { weight: 1, arbitrary: tie('association') },
    ),
    group: fc
      .tuple(
        fc.constantFrom('AND', 'OR', 'NOT_ALL', 'NOT_ANY', 'RESTRICTED'),
        fc.array(filter, { maxLength: 3 }),
        fc.array(tie('branch'), { maxLength: 2 }),
      )
      .map(([filterBranchType, filters, filterBranches]) => ({ filterBranchType, filters, filterBranches })),
    association: fc
      .tuple(fc.constantFrom('IN_LIST', 'NOT_IN_LIST'), fc.array(filter, { maxLength: 2 }))
      .map(([operator, filters]) => ({
        filterBranchType: 'ASSOCIATION',
        objectTypeId: COMPANY,
        associationCategory: 'HUBSPOT_DEFINED',
        associationTypeId: 1,
        operator,
        filters,
      })),
    branch: fc.oneof({ maxDepth: 3, withCrossShrink: true }, events, tie('association'), tie('group')),
  }),
);

/** Criteria of every kind, as they come over the wire. */
export const arbitraryTree = tree;
