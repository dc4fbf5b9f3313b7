import fc from 'fast-check';
import { action, delayMinutes, setProperty } from '../../support/flow-bodies.ts';
import type { Body } from '../../support/story.ts';
import { event, onValues } from './criteria.ts';
import { BY_HAND, DATE, flowName, NUMBER, propertyName, word } from './names.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** How long delays take: minutes that seldom add up to the same. */
export const minutes = fc.constantFrom(7, HOUR, 5 * HOUR + 1, DAY, 3 * DAY + 2);

const value: fc.Arbitrary<Body> = fc.oneof(
  { weight: 3, arbitrary: word.map((staticValue) => ({ type: 'STATIC_VALUE', staticValue })) },
  { weight: 1, arbitrary: propertyName.map((name) => ({ type: 'OBJECT_PROPERTY', propertyName: name })) },
);

const waits: fc.Arbitrary<Body> = fc.oneof(
  { weight: 5, arbitrary: minutes.map((each) => delayMinutes(each)) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        days_of_week: fc.constantFrom(['MONDAY'], ['TUESDAY', 'FRIDAY'], []),
        time_of_day: fc.constant({ hour: 9, minute: 30 }),
      })
      .map((fields) => action('0-1', fields)),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('-2', '0', '1')
      .map((delta) =>
        action('0-35', { date: { type: 'OBJECT_PROPERTY', propertyName: DATE }, delta, time_unit: 'DAYS' }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ events: fc.array(event, { minLength: 1, maxLength: 1 }), expires: fc.option(minutes) })
      .map(({ events, expires }) =>
        action('0-29', {
          event_filter_branches: events,
          ...(expires === null ? {} : { expiration_minutes: String(expires) }),
        }),
      ),
  },
);

const doings: fc.Arbitrary<Body> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(propertyName, value).map(([name, each]) => setProperty(name, each)) },
  { weight: 1, arbitrary: fc.constant(setProperty(NUMBER, { type: 'INCREMENT', incrementAmount: 3 })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('0-63809083', '0-63863438')
      .map((type) => action(type, { listId: BY_HAND, targetObject: '{{ enrolled_object }}' })),
  },
  { weight: 1, arbitrary: fc.nat({ max: 2 }).map((index) => action('0-15', { flow_id: flowName(index) })) },
);

/** An action that leads on to one other. */
export const single = fc.oneof({ weight: 1, arbitrary: waits }, { weight: 1, arbitrary: doings });

/** A branch, with as many ways as it has cases and one more. */
export const branch: fc.Arbitrary<Body> = fc.oneof(
  fc.array(onValues, { minLength: 1, maxLength: 2 }).map((trees) => ({
    type: 'LIST_BRANCH',
    listBranches: trees.map((filterBranch) => ({ filterBranch })),
  })),
  fc.tuple(propertyName, fc.uniqueArray(word, { minLength: 1, maxLength: 2 })).map(([name, words]) => ({
    type: 'STATIC_BRANCH',
    inputValue: { type: 'OBJECT_PROPERTY', propertyName: name },
    staticBranches: words.map((branchValue) => ({ branchValue })),
  })),
);
