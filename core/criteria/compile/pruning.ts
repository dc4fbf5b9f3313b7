/** Refinements of events, sorted by effect: windows in time, and needed numbers. */
import type { CriteriaContext } from '../context.ts';
import { type Bound, boundOf, fixedBound, later, nowBound } from '../moments/bound.ts';
import type { Window } from '../moments/window.ts';
import type { RefineBy, TimeOffset } from '../refine-by.ts';
import type { TimePoint } from '../time-point.ts';

export interface Refinement {
  /** An event has to lie in all of them. */
  readonly windows: readonly Window[];
  /** Whether so many matching events, of so many in the windows, are enough. */
  enough(matching: number, all: number): boolean;
  /** The same in SQL; `all` is only evaluated when needed, since every parameter has to be used. */
  enoughSql(matching: string, all: () => string): string;
  /** Whether one matching event is enough and decides, without a count. */
  readonly any: boolean;
}

/** Null: a refinement refers to a property, which events cannot be pruned by. */
export function refinementOf(refineBy: readonly RefineBy[], context: CriteriaContext): Refinement | null {
  const windows: Window[] = [];
  let count: Omit<Refinement, 'windows'> = ANY;
  for (const refinement of refineBy) {
    if (refinement.type === 'NUM_OCCURRENCES') {
      count = counted(refinement.minOccurrences ?? 0, refinement.maxOccurrences ?? Number.POSITIVE_INFINITY);
    } else if (refinement.type === 'SET_OCCURRENCES') count = SETS[refinement.setType];
    else if (refinement.type !== 'ALL_HISTORY') {
      const window = windowOf(refinement, context);
      if (!window) return null;
      windows.push(window);
    }
  }
  return { windows, ...count };
}

type TimeRefineBy = Exclude<RefineBy, { type: 'NUM_OCCURRENCES' | 'SET_OCCURRENCES' | 'ALL_HISTORY' }>;

function windowOf(refineBy: TimeRefineBy, context: CriteriaContext): Window | null {
  switch (refineBy.type) {
    case 'ABSOLUTE_COMPARATIVE':
      return sided(refineBy.comparison, fixedBound(refineBy.timestamp));
    case 'ABSOLUTE_RANGED':
      return between(
        refineBy.rangeType,
        fixedBound(refineBy.lowerTimestamp),
        fixedBound(refineBy.upperTimestamp),
      );
    case 'RELATIVE_COMPARATIVE':
      return sided(refineBy.comparison, offsetBound(refineBy.timeOffset, context));
    case 'RELATIVE_RANGED': {
      const [lower, upper] = [refineBy.lowerBoundOffset, refineBy.upperBoundOffset];
      return between(refineBy.rangeType, offsetBound(lower, context), offsetBound(upper, context));
    }
    case 'TIME_POINT': {
      const bound = pointBound(refineBy.timePoint, context);
      if (!bound) return null;
      const inclusive = refineBy.endpointBehavior === 'INCLUSIVE';
      if (refineBy.operator === 'IS_AFTER')
        return { from: later(bound, inclusive ? 0 : 1), to: null, outside: false };
      return { from: null, to: later(bound, inclusive ? 1 : 0), outside: false };
    }
    case 'TIME_RANGED': {
      const from = pointBound(refineBy.lowerBoundTimePoint, context);
      const to = pointBound(refineBy.upperBoundTimePoint, context);
      if (!from || !to) return null;
      return {
        from: later(from, refineBy.lowerBoundEndpointBehavior === 'INCLUSIVE' ? 0 : 1),
        to: later(to, refineBy.upperBoundEndpointBehavior === 'INCLUSIVE' ? 1 : 0),
        outside: refineBy.operator === 'IS_NOT_BETWEEN',
      };
    }
  }
}

function sided(comparison: 'BEFORE' | 'AFTER', bound: Bound): Window {
  return comparison === 'AFTER'
    ? { from: later(bound, 1), to: null, outside: false }
    : { from: null, to: bound, outside: false };
}

function between(rangeType: 'BETWEEN' | 'NOT_BETWEEN', from: Bound, to: Bound): Window {
  return { from, to: later(to, 1), outside: rangeType === 'NOT_BETWEEN' };
}

function offsetBound({ amount, offsetDirection, timeUnit }: TimeOffset, context: CriteriaContext): Bound {
  const signed = offsetDirection === 'PAST' ? -amount : amount;
  return nowBound({ [timeUnit.toLowerCase()]: signed }, context.timeZone);
}

function pointBound(point: TimePoint, context: CriteriaContext): Bound | null {
  return point.timeType === 'PROPERTY_REFERENCED' ? null : boundOf(point, context);
}

type Count = Omit<Refinement, 'windows'>;

function counted(least: number, most: number): Count {
  return {
    enough: (matching) => matching >= least && matching <= most,
    enoughSql: (matching) =>
      `${matching} >= ${least}${most === Number.POSITIVE_INFINITY ? '' : ` and ${matching} <= ${most}`}`,
    any: least === 1 && most === Number.POSITIVE_INFINITY,
  };
}

const ANY = counted(1, Number.POSITIVE_INFINITY);

const SETS: Readonly<Record<string, Count>> & { readonly [Type in SetType]: Count } = {
  ANY,
  ANY_INCLUDE_EMPTY: {
    enough: (matching, all) => matching > 0 || all === 0,
    enoughSql: (matching, all) => `${matching} > 0 or ${all()} = 0`,
    any: false,
  },
  ALL: {
    enough: (matching, all) => all > 0 && matching === all,
    enoughSql: (matching, all) => `${matching} > 0 and ${matching} = ${all()}`,
    any: false,
  },
  ALL_INCLUDE_EMPTY: {
    enough: (matching, all) => matching === all,
    enoughSql: (matching, all) => `${matching} = ${all()}`,
    any: false,
  },
  NONE: { enough: (matching) => matching === 0, enoughSql: (matching) => `${matching} = 0`, any: false },
  NONE_EXCLUDE_EMPTY: {
    enough: (matching, all) => matching === 0 && all > 0,
    enoughSql: (matching, all) => `${matching} = 0 and ${all()} > 0`,
    any: false,
  },
};

type SetType = Extract<RefineBy, { type: 'SET_OCCURRENCES' }>['setType'];
