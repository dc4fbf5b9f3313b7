import {
  type Criteria,
  compileCriteria,
  filterBranchSchema,
  isEmpty,
  type Reads,
} from '@millrace/core/criteria';
import type { CrmSchema } from '@millrace/core/crm';
import { type Problem, parseWith, quote } from '@millrace/core/problem';
import type { Unit } from '../history/index.ts';
import { refused } from '../platform/index.ts';
import { shapeRefusal } from './check-shape.ts';
import { filtersRefused } from './errors.ts';
import { selectLists } from './queries/lists.ts';

/** Faults that the writer of the filters cannot mend. */
const TOLERATED = ['RESTRICTED'];

/**
 * Reads filters as a client sends them, for records of a type; `own` is the list that they are of. 400 that names the
 * place inside the tree for what cannot be parsed or evaluated, and for lists and association types that there are not.
 */
export async function checkFilters(
  unit: Unit,
  input: unknown,
  objectTypeId: string,
  own: string | null,
): Promise<Criteria> {
  const parsed = parseWith(filterBranchSchema, input, 'filterBranch');
  if (!parsed.ok) throw filtersRefused(parsed.problems);
  const criteria = parsed.value;
  if (isEmpty(criteria))
    throw refused('filterBranch', 'REQUIRED', 'filterBranch must have at least one filter.');
  const { account, schema } = unit;
  const refusal = shapeRefusal(criteria, account.timeZone);
  if (refusal) throw refusal;
  const compiled = compileCriteria(criteria, {
    objectTypeId,
    timeZone: account.timeZone,
    propertyOf: (typeId, name) => schema.properties(typeId).get(name),
  });
  const problems = [
    ...compiled.problems.filter(({ code }) => !TOLERATED.includes(code)).map(below),
    ...unknownAssociations(compiled.reads, schema),
    ...(await unknownLists(unit, compiled.reads, own)),
  ];
  if (problems.length > 0) throw filtersRefused(problems);
  return criteria;
}

function below(problem: Problem): Problem {
  const path = problem.path === '' ? 'filterBranch' : `filterBranch.${problem.path}`;
  return { ...problem, path };
}

function unknownAssociations(reads: Reads, schema: CrmSchema): Problem[] {
  return reads.associations.flatMap(({ association, reads: theirs }) => {
    const unknown =
      'typeId' in association && !schema.associationType(association.category, association.typeId)
        ? [
            {
              path: 'filterBranch',
              code: 'UNKNOWN_ASSOCIATION_TYPE',
              message: `filterBranch: ${quote(association)} is not an association type of this account.`,
            },
          ]
        : [];
    return [...unknown, ...unknownAssociations(theirs, schema)];
  });
}

async function unknownLists(unit: Unit, reads: Reads, own: string | null): Promise<Problem[]> {
  const ids = listIdsIn(reads);
  if (own !== null && ids.includes(own))
    return [
      {
        path: 'filterBranch',
        code: 'LIST_READS_ITSELF',
        message: `filterBranch: the list ${own} asks for its own members.`,
      },
    ];
  const there = new Set((await selectLists(unit.tx, unit.account.id, ids)).map(({ id }) => id));
  return ids
    .filter((id) => !there.has(id))
    .map((id) => ({
      path: 'filterBranch',
      code: 'UNKNOWN_LIST',
      message: `filterBranch: there is no list with the id ${quote(id)}.`,
    }));
}

/** The lists that criteria read, those of associated records among them; not the ones that workflows make. */
export function listIdsIn(reads: Reads): string[] {
  const own = reads.lists.filter((key) => !key.includes(':'));
  return [...new Set([...own, ...reads.associations.flatMap(({ reads: theirs }) => listIdsIn(theirs))])];
}
