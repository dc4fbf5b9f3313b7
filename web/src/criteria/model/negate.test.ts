import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  arbitraryContext,
  arbitraryNow,
  arbitraryTree,
} from '../../../../core/criteria/arbitrary.test-support.ts';
import { arbitraryContact, subjectOf } from '../../../../core/criteria/arbitrary-records.test-support.ts';
import { filterKinds } from '../../../../core/criteria/filters/list.ts';
import { explainCriteria, filterBranchSchema } from '../../../../core/criteria/index.ts';
import { isObject, objectsAt, type RawObject } from '../../raw/index.ts';
import { branchOf } from './branches.ts';
import { negated } from './negate.ts';

const OPPOSITE = { MET: 'NOT_MET', NOT_MET: 'MET', UNKNOWN: 'UNKNOWN' } as const;

it('the opposite of any line, and of any group, is met by those that did not meet it', () => {
  const seen = { inPlace: 0, boxed: 0 };
  fc.assert(
    fc.property(
      arbitraryTree,
      arbitraryContact,
      arbitraryContext,
      arbitraryNow,
      (tree, contact, context, now) => {
        const subject = subjectOf(contact);
        const verdict = (node: RawObject) => {
          const body = 'filterBranchType' in node ? node : branchOf('AND', [node]);
          return explainCriteria(filterBranchSchema.parse(body), context, subject, now).verdict;
        };
        for (const node of nodesOf(tree as unknown as RawObject)) {
          const opposite = negated(node);
          seen[opposite['filterBranchType'] === 'NOT_ANY' ? 'boxed' : 'inPlace'] += 1;
          expect(verdict(opposite), JSON.stringify({ node, opposite })).toBe(OPPOSITE[verdict(node)]);
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(Math.min(seen.inPlace, seen.boxed)).toBeGreaterThan(30);
});

it.each(filterKinds.map((kind) => [kind.filterType, kind] as const))(
  '%s can be turned into its opposite and is read',
  (_, kind) => {
    for (const { filter } of kind.cases) {
      const opposite = negated({ filterType: kind.filterType, ...filter } as RawObject);
      const body = 'filterBranchType' in opposite ? opposite : branchOf('AND', [opposite]);
      expect(filterBranchSchema.safeParse(body).success, JSON.stringify(opposite)).toBe(true);
    }
  },
);

/** Lines and groups about the record itself: those about events and other records are asked there. */
function nodesOf(branch: RawObject): readonly RawObject[] {
  const type = branch['filterBranchType'];
  if (type === 'UNIFIED_EVENTS' || type === 'ASSOCIATION' || type === 'PROPERTY_ASSOCIATION') return [branch];
  const below = objectsAt(branch, 'filterBranches').filter(
    (child) => isObject(child) && Object.keys(child).length > 0,
  );
  // Criteria without any line are met by nobody, and so is their opposite.
  const isAsked = objectsAt(branch, 'filters').length > 0 || below.flatMap(nodesOf).length > 0;
  return [...(isAsked ? [branch] : []), ...objectsAt(branch, 'filters'), ...below.flatMap(nodesOf)];
}
