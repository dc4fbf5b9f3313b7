import { objectsAt, type RawObject } from '@millrace/core/raw';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  arbitraryContext,
  arbitraryNow,
  arbitraryTree,
} from '../../../../core/criteria/arbitrary.test-support.ts';
import { arbitraryContact, subjectOf } from '../../../../core/criteria/arbitrary-records.test-support.ts';
import { filterKinds } from '../../../../core/criteria/filters/list.ts';
import { compileCriteria, filterBranchSchema, TooMuchWork } from '../../../../core/criteria/index.ts';
import { branchOf } from './branches.ts';
import { negated } from './negate.ts';

/** As many lines and groups of one tree are turned round: a tree has up to some dozens. */
const NODES_MAX = 8;

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
        /** Undefined where it cannot be told. */
        const met = (node: RawObject) => {
          const compiled = compileCriteria(filterBranchSchema.parse(bodyOf(node)), context);
          if (compiled.problems.length > 0) return undefined;
          try {
            return compiled.met(subject, now);
          } catch (error) {
            if (error instanceof TooMuchWork) return undefined;
            throw error;
          }
        };
        for (const node of nodesOf(tree as unknown as RawObject).slice(0, NODES_MAX)) {
          const [opposite, is] = [negated(node), met(node)];
          const isNot = met(opposite);
          if (is === undefined || isNot === undefined) continue;
          seen[opposite['filterBranchType'] === 'NOT_ANY' ? 'boxed' : 'inPlace'] += 1;
          expect(isNot, JSON.stringify({ node, opposite })).toBe(!is);
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(Math.min(seen.inPlace, seen.boxed)).toBeGreaterThan(20);
});

it.each(filterKinds.map((kind) => [kind.filterType, kind] as const))(
  '%s can be turned into its opposite and is read',
  (_, kind) => {
    for (const { filter } of kind.cases) {
      const opposite = negated({ filterType: kind.filterType, ...filter } as RawObject);
      expect(filterBranchSchema.safeParse(bodyOf(opposite)).success, JSON.stringify(opposite)).toBe(true);
    }
  },
);

function bodyOf(node: RawObject): RawObject {
  return 'filterBranchType' in node ? node : branchOf('AND', [node]);
}

/** Lines and groups about the record itself: those about events and other records are asked there. */
function nodesOf(branch: RawObject): readonly RawObject[] {
  const type = branch['filterBranchType'];
  if (type === 'UNIFIED_EVENTS' || type === 'ASSOCIATION' || type === 'PROPERTY_ASSOCIATION') return [branch];
  const filters = objectsAt(branch, 'filters');
  const below = objectsAt(branch, 'filterBranches').flatMap((child) =>
    Object.keys(child).length === 0 ? [] : nodesOf(child),
  );
  // Criteria without any line are met by nobody, and so is their opposite.
  return [...(filters.length + below.length > 0 ? [branch] : []), ...filters, ...below];
}
