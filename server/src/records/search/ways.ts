import type { Condition, Search } from './condition.ts';
import { isFoundAnyway, type Offer, type Probe, type WantedIndex, wantedBy } from './probes.ts';

/** One way for a record to be found: all conditions of a group, and the words of the query. */
export interface Way {
  /** Parts of indexes, in each of which all records are that are found in this way. */
  readonly probes: readonly Probe[];
  /** The one that says the same as the way itself; undefined where records have to be looked into. */
  readonly whole: Probe | undefined;
  /** Ids, addresses and associations lead to few records without an index of searches. */
  readonly isNarrow: boolean;
  /** The indexes that there are none of, and that would lead to its records. */
  readonly missing: readonly WantedIndex[];
}

export function waysOf({ groups, query }: Search, offer: Offer): readonly Way[] {
  const queryProbes = offer.forQuery(query);
  const queryWants = query.properties.map((property): WantedIndex => ({ property, kind: 'WORDS' }));
  return (groups.length === 0 ? [[]] : groups).map((conditions) => {
    const found = conditions.map((condition) => ({ condition, probe: offer.forCondition(condition) }));
    const probes = [...found.flatMap(({ probe }) => probe ?? []), ...queryProbes];
    const parts = conditions.length + query.patterns.length;
    const [only] = probes;
    return {
      probes,
      whole: parts === 1 && only?.isExact ? only : undefined,
      isNarrow: conditions.some(isNarrow),
      missing: [
        ...found.flatMap(({ condition, probe }) => (probe ? [] : (wantedBy(condition) ?? []))),
        ...(query.patterns.length > 0 && queryProbes.length === 0 ? queryWants : []),
      ],
    };
  });
}

function isNarrow(condition: Condition): boolean {
  if (condition.is === 'any') return !condition.negated && isFoundAnyway(condition);
  return condition.is === 'associated' && !condition.negated && condition.ids !== null;
}
